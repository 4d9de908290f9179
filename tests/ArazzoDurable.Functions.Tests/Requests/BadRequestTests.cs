using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.EndToEnd;

namespace ArazzoDurable.Functions.Tests.Requests;

/// <summary>
/// The bad requests of the API's own tests, sent to the app: those that reach a function, and are about nothing that the app's settings or
/// the platform decide.
/// </summary>
public sealed class BadRequestTests(BadRequestTests.Bench bench) : IClassFixture<BadRequestTests.Bench>
{
    static readonly Dictionary<string, JsonElement> Rows = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", "bad-requests.json")))
        .EnumerateArray().Where(IsOurs).ToDictionary(row => row.GetProperty("name").GetString()!, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bad_request_is_answered_by_the_problem_of_its_row(string name)
    {
        var row = Rows[name];
        using var request = Request(row);
        using var response = await bench.App.Client.SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(row.GetProperty("status").GetInt32(), text);
        var problem = JsonElement.Parse(text);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/problem+json; charset=utf-8");
        problem.GetProperty("code").GetString().ShouldBe(row.GetProperty("code").GetString(), text);
        var detail = row.GetProperty("detail").GetString()!;
        problem.GetProperty("detail").GetString()!.ShouldStartWith(detail.TrimStart('?'));
    }

    HttpRequestMessage Request(JsonElement row)
    {
        var (method, path) = row.GetProperty("request").GetString()!.Split(' ', 2) is [var verb, var target] ? (verb, target) : throw new InvalidOperationException("No request.");
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(bench.Fill(path).TrimStart('/'), UriKind.Relative));
        if (row.TryGetProperty("body", out var body))
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(bench.Fill(body.GetString()!)));
        foreach (var header in row.TryGetProperty("headers", out var headers) ? headers.EnumerateObject() : default)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()).ShouldBeTrue();
        }
        return request;
    }

    static bool IsOurs(JsonElement row) =>
        !row.TryGetProperty("settings", out _)
        && row.GetProperty("code").GetString() is not ("unknown-path" or "wrong-method")
        // The platform says how long a body is, whatever the client said.
        && !(row.TryGetProperty("headers", out var headers) && headers.TryGetProperty("Content-Length", out _))
        && !row.GetProperty("request").GetString()!.Contains(" /runtime/", StringComparison.Ordinal);

    /// <summary>An app with a flow, and a run that waits for a poll.</summary>
    [SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The test framework disposes of it asynchronously.")]
    public sealed class Bench : IAsyncLifetime
    {
        readonly BoxServer boxes = new();
        string flow = "";
        string run = "";

        internal FunctionsApp App { get; private set; } = null!;

        public string Fill(string text) => text.Replace("{flow}", flow, StringComparison.Ordinal).Replace("{run}", run, StringComparison.Ordinal);

        public async Task InitializeAsync()
        {
            App = await FunctionsApp.StartAsync(new FunctionsAppOptions { Settings = FunctionsAppOptions.LocalSettings.Remove(FunctionsSettings.AllowServerOverridesSetting) });
            flow = await BoxFlow.PutAsync(App, boxes.Url);
            run = (await App.PostAsync("api/runs", $$$"""{"flowId": "{{{flow}}}", "inputs": [{"name": "one"}], "overrides": {"polling": {"interval": 3600, "maxInterval": 3600} } }""")).Member("runId");
        }

        public async Task DisposeAsync()
        {
            await App.DisposeAsync();
            boxes.Dispose();
        }
    }
}
