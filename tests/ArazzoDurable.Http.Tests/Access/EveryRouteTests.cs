using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Http.Tests.OpenApi;

namespace ArazzoDurable.Http.Tests.Access;

/// <summary>What holds for every route, whichever there are.</summary>
public sealed class EveryRouteTests
{
    const string Key = "k3y";

    static readonly TestApi Table = new();

    public static TheoryData<string> Routes => [.. Table.Routes];

    public static TheoryData<string> Reads => [.. Table.Routes.Where(route => route.StartsWith("GET", StringComparison.Ordinal))];

    public static TheoryData<string> RoutesWithKey => [.. Table.Routes.Except(Table.AnonymousRoutes)];

    public static TheoryData<string> RoutesWithBody => [.. Table.Routes.Where(route => DescribedApi.Get(DescribedApi.Operations[route]).TryGetProperty("requestBody", out _))];

    [Theory]
    [MemberData(nameof(RoutesWithKey))]
    public async Task Route_is_closed_to_who_has_no_key(string route)
    {
        var api = new TestApi(new ApiSettings { ApiKey = Key });

        var response = await api.SendAsync(Request(route));

        (response.Status, response.Header("WWW-Authenticate")).ShouldBe((401, "Bearer"));
        response.Text().ShouldNotContain(Key);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Method_that_is_not_there_is_refused_with_those_that_are(string route)
    {
        var response = await Table.SendAsync(Request($"OPTIONS {route.Split(' ')[1]}"));

        if (route.Contains("/runtime/", StringComparison.Ordinal))
            response.Status.ShouldBe(404);
        else
            (response.Status, response.Header("Allow")!.Split(", ").Contains(route.Split(' ')[0])).ShouldBe((405, true));
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Head_is_answered_as_get_without_the_body(string route)
    {
        var get = await Table.SendAsync(Request(route));
        var head = await Table.SendAsync(Request(route.Replace("GET", "HEAD", StringComparison.Ordinal)));

        (head.Status, head.ContentType, head.Body.Length).ShouldBe((get.Status, get.ContentType, 0));
        head.Headers.ShouldBe(get.Headers);
    }

    [Theory]
    [MemberData(nameof(RoutesWithBody))]
    public async Task Body_over_the_limit_is_refused_by_its_length_and_without_one(string route)
    {
        var api = new TestApi(new ApiSettings { BodyLimit = 10 });
        var body = new MemoryStream("""{"longer": "than ten bytes"}"""u8.ToArray());

        foreach (var length in new[] { "28", "0" })
        {
            body.Position = 0;
            var response = await api.SendAsync(Request(route, body, KeyValuePair.Create("Content-Length", length)));
            response.Status.ShouldBe(413, response.Text());
        }
    }

    [Theory]
    [MemberData(nameof(RoutesWithBody))]
    public async Task Body_that_breaks_off_is_the_clients_mistake(string route)
    {
        var api = new TestApi();

        var response = await api.SendAsync(Request(route, new BrokenStream()));

        response.Status.ShouldBe(400);
        if (!route.Contains("/runtime/", StringComparison.Ordinal))
            response.Json().GetProperty("code").GetString().ShouldBe("unreadable-body");
        api.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/runs/a%2Fb", 404, "unknown-run")]
    [InlineData("/api/flows/..%2F..%2Fsecret", 404, "unknown-flow")]
    [InlineData("/api/flows/%2E%2E%2Fruns", 404, "unknown-flow")]
    [InlineData("/api/runs/%00", 404, "unknown-run")]
    [InlineData("/api//runs", 404, "unknown-path")]
    [InlineData("/api/runs/a/b/c/d", 404, "unknown-path")]
    [InlineData("/", 404, "unknown-path")]
    public async Task Odd_path_is_nothing_but_a_path(string path, int status, string code)
    {
        var response = await Table.GetAsync(path);

        (response.Status, response.Json().GetProperty("code").GetString()).ShouldBe((status, code));
        Table.Failures.ShouldBeEmpty();
    }

    static ApiRequest Request(string route, Stream? body = null, params KeyValuePair<string, string>[] headers)
    {
        var words = route.Split(' ');
        return new ApiRequest(words[0], new Uri(TestApi.Origin + words[1].Replace('{', '0').Replace('}', '0')), [KeyValuePair.Create("Content-Type", "application/json"), .. headers], body);
    }

    /// <summary>A body that ends before its time.</summary>
    sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Unexpected end of request content.");
    }
}
