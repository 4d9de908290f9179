using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>
/// Requests with mistakes: the rows of <c>bad-requests.json</c> of the tests of the HTTP API that do not speak of a host's settings, sent to
/// the host with a flow and a run of its own.
/// </summary>
public abstract class BadRequestConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    static readonly Dictionary<string, JsonElement> Rows = JsonElement.Parse(File.ReadAllText(Case("bad-requests.json")))
        .EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);

    static Once<(string Flow, string Run)> Things { get; } = new();

    // A setting of the host decides what these are answered; the length of this body is a lie that no client tells.
    public static TheoryData<string> Names => [.. Rows.Where(row => !row.Value.TryGetProperty("settings", out _)
        && row.Value.GetProperty("code").GetString() is not "servers-not-allowed" && row.Key is not "announced too long").Select(row => row.Key)];

    [HostTheory]
    [MemberData(nameof(Names))]
    public async Task Bad_request_is_answered_by_the_problem_of_its_row(string name)
    {
        var row = Rows[name];
        var code = row.GetProperty("code").GetString();
        if (Host.HasPlatformInFront && IsForThePlatform(row))
        {
            // At its root it bids welcome.
            (await SendAsync(row, client: null)).Status.ShouldBeOneOf(name == "root" ? [200, 204, 404] : [404, 405]);
            return;
        }

        var answer = await SendAsync(row, Api);

        answer.Status.ShouldBe(row.GetProperty("status").GetInt32(), answer.Text);
        answer.ContentType.ShouldBe("application/problem+json; charset=utf-8");
        answer.Code.ShouldBe(code, answer.Text);
        answer["status"].GetInt32().ShouldBe(answer.Status);
        var detail = row.GetProperty("detail").GetString()!;
        if (detail.StartsWith('?'))
            answer["detail"].GetString().ShouldStartWith(detail[1..]);
        else
            answer["detail"].GetString().ShouldBe(detail);
        if (row.TryGetProperty("at", out var at))
            answer["errors"][0].EnumerateObject().Single(member => member.Name is "pointer" or "parameter" or "header").Value.GetString().ShouldBe(at.GetString());
    }

    [HostFact]
    public async Task Several_mistakes_are_told_at_once() =>
        (await Api.PostAsync("/api/runs", """{"flowId": "x", "wait": 1, "maxConcurrency": 0}""")).Expect(400)["errors"].EnumerateArray()
            .Select(error => error.GetProperty("pointer").GetString()).ShouldBe(["/flowId", "/inputs", "/wait", "/maxConcurrency"]);

    [HostFact]
    public async Task Bytes_that_are_no_utf8_are_no_json()
    {
        using var content = new ByteArrayContent([.. "{\"flowId\": \""u8, 0xc3, 0x28, .. "\", \"inputs\": []}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await Api.SendAsync(HttpMethod.Post, "/api/runs", content)).Expect(400).Code.ShouldBe("invalid-json");
    }

    /// <summary>Whether a platform in front may answer: no function is there for the path and method, or a segment is more than one to it.</summary>
    static bool IsForThePlatform(JsonElement row) =>
        row.GetProperty("code").GetString() is "unknown-path" or "wrong-method" || row.GetProperty("request").GetString()!.Contains("%2F", StringComparison.Ordinal);

    /// <summary>Sends a row; without the client that holds answers to the host's description when the platform answers.</summary>
    async Task<Answer> SendAsync(JsonElement row, HostClient? client)
    {
        var (flow, run) = await Things.OnceAsync(MakeAsync);
        string Fill(string text) => text.Replace("{flow}", flow, StringComparison.Ordinal).Replace("{run}", run, StringComparison.Ordinal);
        var words = Fill(row.GetProperty("request").GetString()!).Split(' ', 2);
        var headers = row.TryGetProperty("headers", out var given) ? given.EnumerateObject().Select(header => (header.Name, Value: header.Value.GetString()!)).ToList() : [];
        using var content = row.TryGetProperty("body", out var text) ? new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(text.GetString()!))) : null;
        if (headers.Find(header => header.Name == "Content-Type").Value is { } type)
            content?.Headers.TryAddWithoutValidation("Content-Type", type);
        headers.RemoveAll(header => header.Name == "Content-Type");
        if (client is not null)
            return await client.SendAsync(new HttpMethod(words[0]), words[1], content, [.. headers]);
        using var request = new HttpRequestMessage(new HttpMethod(words[0]), new Uri(words[1], UriKind.Relative)) { Content = content };
        using var response = await Host.Client.SendAsync(request);
        return new Answer((int)response.StatusCode, null, [], await response.Content.ReadAsByteArrayAsync());
    }

    async Task<(string Flow, string Run)> MakeAsync()
    {
        using var form = new MultipartFormDataContent { { Part("boxes.arazzo.yaml"), "arazzo" }, { Part("boxes.openapi.yaml"), "boxes" } };
        var flow = (await Api.SendAsync(HttpMethod.Post, "/api/flows", form)).Expect(200, 201)["flowId"].GetString()!;
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        return (flow, (await Api.RunAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "one"}]""")).GetProperty("runId").GetString()!);
    }

    static ByteArrayContent Part(string file) => new(File.ReadAllBytes(Case(file)));

    static string Case(string name) => Path.Combine(AppContext.BaseDirectory, "Api", "cases", name);
}
