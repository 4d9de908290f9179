using System.Net;
using System.Text;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Credentials;

public sealed class TokenTests
{
    static readonly Credential Client = new("id:secret", []);

    readonly ManualTime time = new();

    [Theory]
    [InlineData("""{"access_token":"t"}""", 270)]
    [InlineData("""{"access_token":"t","expires_in":3600}""", 3570)]
    [InlineData("""{"access_token":"t","expires_in":"3600"}""", 3570)]
    [InlineData("""{"access_token":"t","expires_in":40}""", 20)]
    [InlineData("""{"access_token":"t","expires_in":0}""", 0)]
    [InlineData("""{"access_token":"t","expires_in":-5}""", 0)]
    [InlineData("""{"access_token":"t","expires_in":999999999999}""", 86370)]
    [InlineData("""{"access_token":"t","expires_in":1e300}""", 270)]
    public async Task Token_is_used_until_shortly_before_it_expires(string answer, int seconds)
    {
        var (cache, asked) = Cache(_ => Answer(200, answer));
        await cache.GetAsync(Request(), CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        if (seconds > 0)
            await cache.GetAsync(Request(), CancellationToken.None);
        asked.Count.ShouldBe(1);

        time.Advance(TimeSpan.FromTicks(1));
        await cache.GetAsync(Request(), CancellationToken.None);
        asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Token_is_for_its_client_endpoint_and_scopes()
    {
        var (cache, asked) = Cache(_ => Answer(200, """{"access_token":"t","expires_in":3600}"""));
        var request = Request();

        await cache.GetAsync(request, CancellationToken.None);
        await cache.GetAsync(request with { Scopes = ["b", "a"] }, CancellationToken.None);
        await cache.GetAsync(request with { Scopes = ["a", "b"] }, CancellationToken.None);
        await cache.GetAsync(request with { Url = new Uri("https://auth.example.com/other") }, CancellationToken.None);
        await cache.GetAsync(request with { Credential = new Credential("id:other", []) }, CancellationToken.None);

        asked.Count.ShouldBe(4);
        cache.TokensOf(Client).Count().ShouldBe(3);
    }

    [Fact]
    public async Task Calls_at_the_same_time_share_one_request()
    {
        var release = new TaskCompletionSource<HttpResponseMessage>();
        var (cache, asked) = Cache(_ => release.Task);

        var first = cache.GetAsync(Request(), CancellationToken.None);
        var second = cache.GetAsync(Request(), CancellationToken.None);
        release.SetResult(await Answer(200, """{"access_token":"t","expires_in":3600}"""));

        (await first).ShouldBeSameAs(await second);
        asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Forgotten_token_is_asked_for_anew_once()
    {
        var number = 0;
        var (cache, asked) = Cache(_ => Answer(200, $$"""{"access_token":"t{{++number}}","expires_in":3600}"""));
        var first = (TokenAnswer.Issued)await cache.GetAsync(Request(), CancellationToken.None);

        cache.Forget(first);
        var second = (TokenAnswer.Issued)await cache.GetAsync(Request(), CancellationToken.None);
        cache.Forget(first);
        var third = await cache.GetAsync(Request(), CancellationToken.None);

        second.Token.ShouldBe("t2");
        third.ShouldBeSameAs(second);
        asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Tokens_beyond_the_capacity_are_dropped_those_first_that_expire_first()
    {
        var number = 0;
        var (cache, asked) = Cache(_ => Answer(200, $$"""{"access_token":"t{{++number}}","expires_in":{{7200 - number}}}"""));

        for (var i = 0; i <= TokenCache.Capacity; i++)
            await cache.GetAsync(Request() with { Scopes = [$"s{i}"] }, CancellationToken.None);

        var kept = cache.TokensOf(Client).ToList();
        kept.Count.ShouldBe((TokenCache.Capacity * 3 / 4) + 1);
        kept.ShouldContain("t1");
        kept.ShouldNotContain($"t{TokenCache.Capacity}");
        asked.Count.ShouldBe(TokenCache.Capacity + 1);
    }

    [Theory]
    [InlineData(200, "{}", false, "the token endpoint at https://auth.example.com answered without an access_token")]
    [InlineData(200, "<html>", false, "the token endpoint at https://auth.example.com answered without an access_token")]
    [InlineData(200, """{"access_token":"a\nb"}""", false, "the token endpoint at https://auth.example.com answered without an access_token")]
    [InlineData(200, """{"access_token":"t","token_type":"mac"}""", false, "the token endpoint at https://auth.example.com gave a token that is no bearer token")]
    [InlineData(302, "{}", false, "the token endpoint at https://auth.example.com answered with the status 302")]
    [InlineData(400, """{"error":"invalid_scope"}""", false, "the token endpoint at https://auth.example.com answered with the status 400 (invalid_scope)")]
    [InlineData(400, """{"error":"your secret is 'secret'"}""", false, "the token endpoint at https://auth.example.com answered with the status 400")]
    [InlineData(429, "{}", true, "the token endpoint at https://auth.example.com answered with the status 429")]
    [InlineData(503, "{}", true, "the token endpoint at https://auth.example.com answered with the status 503")]
    public async Task Answer_without_a_token_says_why(int status, string body, bool mayPass, string why)
    {
        var (cache, _) = Cache(_ => Answer(status, body));

        var refused = (await cache.GetAsync(Request(), CancellationToken.None)).ShouldBeOfType<TokenAnswer.Refused>();

        refused.ShouldBe(new TokenAnswer.Refused(why, mayPass));
        cache.TokensOf(Client).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_that_is_too_large_is_refused()
    {
        var (cache, _) = Cache(_ => Answer(200, $$"""{"access_token":"t","x":"{{new string('x', TokenEndpoint.MaxResponseBytes)}}"}"""));

        var refused = (await cache.GetAsync(Request(), CancellationToken.None)).ShouldBeOfType<TokenAnswer.Refused>();

        refused.Why.ShouldBe("the token endpoint cannot be had: The response from auth.example.com has a body of more than 65536 bytes");
    }

    [Fact]
    public async Task Endpoint_that_takes_too_long_is_given_up()
    {
        var clock = new ManualTime();
        using var handler = new Scripted(async (_, cancellationToken) =>
        {
            clock.Advance(TokenEndpoint.Timeout);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        });
        using var caller = new HttpCaller(handler, clock);

        var answer = await new TokenEndpoint(caller, clock).AskAsync(Request(), CancellationToken.None);

        answer.ShouldBe(new TokenAnswer.Refused("the token endpoint cannot be had: The call to auth.example.com took longer than 30 s", MayPass: true));
    }

    static TokenRequest Request() =>
        new(new CredentialName("api", "oauth"), Client, new Uri("https://auth.example.com/token"), [], HostAllowList.Empty);

    static Task<HttpResponseMessage> Answer(int status, string body) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    });

    (TokenCache Cache, List<HttpRequestMessage> Asked) Cache(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer)
    {
        var asked = new List<HttpRequestMessage>();
        var handler = new Scripted((request, _) =>
        {
            asked.Add(request);
            return answer(request);
        });
        return (new TokenCache(new TokenEndpoint(new HttpCaller(handler, time), time), time), asked);
    }

    sealed class Scripted(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }
}
