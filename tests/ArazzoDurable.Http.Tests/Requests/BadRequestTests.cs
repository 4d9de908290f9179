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

    [Theory]
    [InlineData("/api/runs", "{\"flowId\": \"", "\", \"inputs\": []}")]
    [InlineData("/api/flows", "{\"arazzo\": {\"x\": \"", "\"}}")]
    [InlineData("/api/rpc", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"", "\"}")]
    [InlineData("/api/rpc", "[{\"jsonrpc\": \"2.0\", \"id\": \"", "\", \"method\": \"blobs/put\", \"params\": {\"data\": 1}}]")]
    [InlineData("/api/rpc", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"blobs/put\", \"params\": {\"", "\": 1}}")]
    public async Task Bytes_that_are_no_utf8_are_no_json(string path, string before, string after)
    {
        var api = new TestApi();

        var response = await api.PostAsync(path, "application/json; charset=utf-8", [.. Encoding.UTF8.GetBytes(before), 0xc3, 0x28, .. Encoding.UTF8.GetBytes(after)]);

        response.Status.ShouldBe(400);
        response.Text().ShouldContain("\"invalid-json\"");
        response.Text().ShouldContain("it is not UTF-8");
        api.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/runs", "application/json; charset=iso-8859-1", 415)]
    [InlineData("/api/flows", "application/json; charset=utf-16", 415)]
    [InlineData("/api/rpc", "application/json; charset=\"latin1\"", 415)]
    [InlineData("/api/runs", "application/json; charset=\"UTF-8\"", 400)]
    public async Task Charset_of_json_is_utf8(string path, string contentType, int status) =>
        (await new TestApi().PostAsync(path, contentType, "{}"u8.ToArray())).Status.ShouldBe(status);

    [Theory]
    [InlineData("""{"flowId": "sha256:0000000000000000000000000000000000000000000000000000000000000000", "inputs": []}""", null, 404, "/flowId")]
    [InlineData("""{"flowId": "{flow}", "workflowId": "nothing", "inputs": []}""", null, 422, "/workflowId")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": 1}]}""", null, 422, "/inputs/0/name")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{items}]}""", null, 422, "/inputs")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": "one"}], "overrides": {"servers": {"boxes": "http://127.0.0.1:1"}}}""", null, 403, "/overrides/servers")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": "one"}], "overrides": {"servers": {"no/thing": "http://127.0.0.1:1"}}}""", "allow", 422, "/overrides/servers/no~1thing")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": "one"}], "overrides": {"steps": {"nothing": {"$type": "merge_patch", "value": {}}}}}""", null, 422, "/overrides/steps/nothing")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": "one"}], "subflowKey": "x"}""", null, 400, "/subflowKey")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": "two"}], "subflowKey": "b4e9a1c0-7f3a-4c5d-9e8f-0123456789ab"}""", null, 422, "/subflowKey")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": "one"}]}""", "a b", 422, "Idempotency-Key")]
    [InlineData("""{"flowId": "{flow}", "inputs": [{"name": "two"}]}""", "b4e9a1c0-7f3a-4c5d-9e8f-0123456789ab", 422, "Idempotency-Key")]
    public async Task Refused_submit_names_the_place(string submit, string? key, int status, string place)
    {
        var api = new TestApi();
        var flow = await api.StoreFlowAsync();
        await api.PostAsync("/api/runs", $$"""{"flowId": "{{flow}}", "inputs": [{"name": "one"}], "subflowKey": "b4e9a1c0-7f3a-4c5d-9e8f-0123456789ab"}""");
        if (key is "allow")
            api.Under(new ApiSettings { AllowServerOverrides = true });
        var body = submit.Replace("{flow}", flow, StringComparison.Ordinal).Replace("{items}", string.Join(",", Enumerable.Repeat("{}", 10_001)), StringComparison.Ordinal);
        KeyValuePair<string, string>[] headers = key is null or "allow" ? [] : [new("Idempotency-Key", key)];

        var response = await api.SendAsync(new ApiRequest(
            "POST", new Uri($"{TestApi.Origin}/api/runs"), [new("Content-Type", "application/json"), .. headers], new MemoryStream(Encoding.UTF8.GetBytes(body))));

        response.Status.ShouldBe(status, response.Text());
        Place(response.Json().GetProperty("errors")[0]).ShouldBe(place);
        var frame = $$"""{"jsonrpc": "2.0", "id": 1, "method": "runs/submit", "params": {{body}}}""";
        var error = (await api.SendAsync(new ApiRequest(
            "POST", new Uri($"{TestApi.Origin}/api/rpc"), [new("Content-Type", "application/json"), .. headers], new MemoryStream(Encoding.UTF8.GetBytes(frame))))).Json().GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(status == 404 ? -32005 : -32004, error.GetRawText());
        Place(error.GetProperty("data").GetProperty("errors")[0]).ShouldBe(place);
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

    static string? Place(JsonElement error) => error.EnumerateObject().Single(member => member.Name is "pointer" or "parameter" or "header").Value.GetString();

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
