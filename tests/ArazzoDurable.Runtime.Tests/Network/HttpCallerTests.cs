using System.Diagnostics;
using System.Text;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

public sealed class HttpCallerTests : CallerTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(301)]
    [InlineData(308)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Send_to_a_server_that_answers_gives_its_status(int status)
    {
        await using var server = new TinyServer($"HTTP/1.1 {status} X\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");

        (await SendAsync(server.Url())).ShouldBeOfType<CallResult.Answered>().Status.ShouldBe(status);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_gives_headers_as_they_came_and_the_body()
    {
        await using var server = new TinyServer(
            "HTTP/1.1 200 OK\r\nX-A: 1\r\nX-A: 2, 3\r\nDate: not a date\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}");

        var answer = (await SendAsync(server.Url())).ShouldBeOfType<CallResult.Answered>();

        answer.Headers.ShouldBe(
            [
                new("X-A", "1"), new("X-A", "2, 3"), new("Date", "not a date"),
                new("Content-Type", "application/json; charset=utf-8"), new("Content-Length", "2"),
            ],
            ignoreOrder: true);
        Encoding.UTF8.GetString(answer.Body.Span).ShouldBe("{}");
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task Send_writes_the_request_as_it_is_given_and_leaks_no_trace()
    {
        await using var server = new TinyServer(Ok);
        using var activity = new Activity("a run").Start();

        await SendAsync(new OutgoingCall("POST", server.Url("/a%2Fb?q=1%202"))
        {
            Headers = [new("X-A", "1"), new("X-A", "2"), new("X-Ü", "refused otherwise")],
        });
        await SendAsync(new OutgoingCall("POST", server.Url("/a%2Fb?q=1%202"))
        {
            Headers = [new("X-A", "1"), new("Authorization", "Bearer ü")],
            Body = "{}"u8.ToArray(),
            ContentType = "application/json",
        });

        var request = server.Requests.ShouldHaveSingleItem();
        request.Head.Split("\r\n").ShouldBe(
            [
                "POST /a%2Fb?q=1%202 HTTP/1.1", $"Host: 127.0.0.1:{server.Port}", "X-A: 1", "Authorization: Bearer Ã¼",
                "User-Agent: ArazzoDurable/0.1.0", "Accept-Encoding: gzip, deflate, br", "Content-Type: application/json", "Content-Length: 2",
            ],
            ignoreOrder: true);
        request.Body.ShouldBe("{}");
    }

    [Fact]
    public async Task Send_of_a_call_with_its_own_user_agent_keeps_it()
    {
        await using var server = new TinyServer(Ok);

        await SendAsync(new OutgoingCall("GET", server.Url()) { Headers = [new("User-Agent", "mine"), new("Accept-Encoding", "identity")] });

        var head = server.Requests.ShouldHaveSingleItem().Head;
        head.ShouldContain("User-Agent: mine\r\n");
        head.ShouldNotContain("ArazzoDurable");
        head.ShouldNotContain("gzip");
    }

    [Theory]
    [InlineData("X-A", "1\r\nX-Evil: 1", "The value of the header X-A has a control character.")]
    [InlineData("X-A", "1\nX-Evil: 1", "The value of the header X-A has a control character.")]
    [InlineData("X-A", "a\0b", "The value of the header X-A has a control character.")]
    [InlineData("X-A", "a\u0085b", "The value of the header X-A has a control character.")]
    [InlineData("X-A\r\nX-Evil", "1", "A header's name has a character that is not allowed there.")]
    [InlineData("X A", "1", "A header's name has a character that is not allowed there.")]
    [InlineData("", "1", "A header's name has a character that is not allowed there.")]
    [InlineData("Host", "evil.example", "The header Host is set by the connection and cannot be given.")]
    [InlineData("content-length", "0", "The header content-length is set by the connection and cannot be given.")]
    [InlineData("Transfer-Encoding", "chunked", "The header Transfer-Encoding is set by the connection and cannot be given.")]
    [InlineData("Connection", "close", "The header Connection is set by the connection and cannot be given.")]
    public async Task Send_of_a_header_that_could_split_the_request_is_refused(string name, string value, string expected)
    {
        await using var server = new TinyServer(Ok);

        var result = await SendAsync(new OutgoingCall("GET", server.Url()) { Headers = [new(name, value)] });

        result.ShouldBe(new CallResult.Unanswered(CallFault.HeaderInvalid, expected));
        server.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("GET /evil HTTP/1.1\r\nX", null, "The method is not a valid HTTP method.")]
    [InlineData("GET", "text/plain\r\nX: 1", "The content type is not a valid media type.")]
    [InlineData("GET", "nonsense", "The content type is not a valid media type.")]
    public async Task Send_of_an_invalid_method_or_media_type_is_refused(string method, string? type, string expected)
    {
        var result = await SendAsync(new OutgoingCall(method, new Uri("http://127.0.0.1:1/")) { ContentType = type, Body = Array.Empty<byte>() });

        result.ShouldBe(new CallResult.Unanswered(CallFault.HeaderInvalid, expected));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/relative")]
    public async Task Send_to_another_kind_of_url_is_refused(string url) =>
        (await SendAsync(new Uri(url, UriKind.RelativeOrAbsolute)))
            .ShouldBe(new CallResult.Unanswered(CallFault.UrlInvalid, "The URL is not an absolute one of http or https."));

    [Fact]
    public void Call_prints_without_what_may_be_secret() =>
        new OutgoingCall("GET", new Uri("http://user:pass@a.example/p?token=canary")) { Headers = [new("X-Key", "canary")] }
            .ToString().ShouldBe("GET http://a.example");
}
