using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Requests;

/// <summary>
/// Each row of <c>cases/bad-requests.json</c> is a request and the problem that answers it. <c>{flow}</c> and <c>{run}</c> stand for a
/// flow and a run that are there. A detail that begins with <c>?</c> need only begin as the rest says. <c>at</c> is where the first
/// error points: a parameter, or a JSON Pointer.
/// </summary>
public sealed class BadRequestTests
{
    static readonly Dictionary<string, JsonElement> Rows = JsonElement.Parse(File.ReadAllText(TestApi.Case("bad-requests.json")))
        .EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bad_request_is_answered_by_the_problem_of_its_row(string name)
    {
        var row = Rows[name];
        var open = new TestApi();
        var (flow, run) = (await open.StoreFlowAsync(), await open.StartRunAsync());
        var api = row.TryGetProperty("settings", out var settings) ? open.Under(Settings(settings)) : open;

        var response = await api.SendAsync(Request(row, text => text.Replace("{flow}", flow, StringComparison.Ordinal).Replace("{run}", run, StringComparison.Ordinal)));

        var problem = response.Json();
        response.ContentType.ShouldBe("application/problem+json; charset=utf-8");
        problem.GetProperty("type").GetString().ShouldBe("about:blank");
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("code").GetString().ShouldBe(row.GetProperty("code").GetString(), response.Text());
        var detail = row.GetProperty("detail").GetString()!;
        if (detail.StartsWith('?'))
            problem.GetProperty("detail").GetString().ShouldStartWith(detail[1..]);
        else
            problem.GetProperty("detail").GetString().ShouldBe(detail);
        response.Status.ShouldBe(row.GetProperty("status").GetInt32());
        problem.GetProperty("status").GetInt32().ShouldBe(response.Status);
        if (row.TryGetProperty("at", out var at))
            Place(problem.GetProperty("errors")[0]).ShouldBe(at.GetString());
        api.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_mistakes_are_told_at_once()
    {
        var response = await new TestApi().PostAsync("/api/runs", """{"flowId": "x", "wait": 1, "maxConcurrency": 0}""");

        response.Json().GetProperty("errors").EnumerateArray().Select(Place).ShouldBe(["/flowId", "/inputs", "/wait", "/maxConcurrency"]);
    }

    [Fact]
    public async Task Wrong_method_is_answered_with_those_allowed()
    {
        var response = await new TestApi().SendAsync(new ApiRequest("PATCH", new Uri($"{TestApi.Origin}/api/flows"), []));

        response.Header("Allow").ShouldBe("POST, GET, HEAD");
    }

    static string? Place(JsonElement error) => (error.TryGetProperty("pointer", out var pointer) ? pointer : error.GetProperty("parameter")).GetString();

    static ApiRequest Request(JsonElement row, Func<string, string> fill)
    {
        var words = fill(row.GetProperty("request").GetString()!).Split(' ', 2);
        var headers = row.TryGetProperty("headers", out var given)
            ? given.EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))
            : [];
        var body = row.TryGetProperty("body", out var text) ? new MemoryStream(Encoding.UTF8.GetBytes(fill(text.GetString()!))) : null;
        return new ApiRequest(words[0], new Uri(TestApi.Origin + words[1]), headers, body);
    }

    static ApiSettings Settings(JsonElement settings) => new()
    {
        ApiKey = settings.TryGetProperty("apiKey", out var key) ? key.GetString() : null,
        BodyLimit = settings.TryGetProperty("bodyLimit", out var limit) ? limit.GetInt32() : ApiSettings.Default.BodyLimit,
        AllowServerOverrides = settings.TryGetProperty("allowServerOverrides", out var allow) && allow.GetBoolean(),
    };
}
