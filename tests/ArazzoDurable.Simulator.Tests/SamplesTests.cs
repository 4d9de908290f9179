using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Simulator.Tests;

public sealed class SamplesTests
{
    public static TheoryData<string> Folders => [.. Simulated.Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The samples that bring answers; others call a server that is there.</summary>
    static IEnumerable<string> Simulated => Directory.GetDirectories(Root).Where(folder => File.Exists(Path.Combine(folder, "scenario.yaml")));

    static string Root => Path.Combine(AppContext.BaseDirectory, "samples");

    [Fact]
    public void There_are_four_samples_with_answers() =>
        Simulated.Count().ShouldBe(4);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Scenario_names_only_operations_that_there_are(string folder) =>
        ReadScenario(folder).Check(Sources(folder)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Every_operation_of_the_workflow_answers(string folder)
    {
        var sources = Sources(folder);
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions { Sources = sources, Scenario = ReadScenario(folder) });
        using var client = new HttpClient();
        var steps = Workflow(folder).GetProperty("workflows")[0].GetProperty("steps").EnumerateArray().ToList();
        foreach (var step in steps)
        {
            var (source, method, path) = Find(sources, step.GetProperty("operationId").GetString()!);
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{server.Urls[source]}{Fill(path)}"));
            if (step.TryGetProperty("requestBody", out var body))
                request.Content = new StringContent(body.GetProperty("payload").GetRawText(), Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.RequestTimeout);
        }
    }

    [Theory]
    [InlineData("score-scenario-run", "GET", "/trials/trial_1", "phase", "preparing preparing preparing running running")]
    [InlineData("suspend-and-resume", "POST", "/benches/bench_1/await", "condition", "408 dozing asleep 408 awake awake")]
    [InlineData("run-scenario-and-poll", "GET", "/projects/DEMO/scenarios/scn_1/state", "running", "True True True False False")]
    [InlineData("snapshot-and-shutdown", "POST", "/benches/bench_1/shutdown", "condition", "powered-down powered-down")]
    public async Task Poll_goes_through_its_story(string folder, string method, string path, string member, string expected)
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions { Sources = Sources(folder), Scenario = ReadScenario(folder) });
        using var client = new HttpClient();
        var story = new List<string>();
        for (var i = 0; i < expected.Split(' ').Length; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{server.Urls.Values.Single()}{path}"));
            request.Content = method == "POST" ? new StringContent("""{"conditions":["asleep"]}""", Encoding.UTF8, "application/json") : null;
            using var response = await client.SendAsync(request);
            var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            story.Add(response.IsSuccessStatusCode ? body.GetProperty(member).ToString() : $"{(int)response.StatusCode}");
        }
        string.Join(' ', story).ShouldBe(expected);
    }

    static string Fill(string path) => path.Replace("{", "the-", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    static (string Source, string Method, string Path) Find(ImmutableDictionary<string, JsonElement> sources, string operationId) => (
        from source in sources
        from path in source.Value.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("operationId", out var id) && id.GetString() == operationId
        select (source.Key, operation.Name, path.Name)).Single();

    static Scenario ReadScenario(string folder)
    {
        var reading = Scenario.Read(File.ReadAllBytes(Path.Combine(Root, folder, "scenario.yaml")));
        reading.Diagnostics.ShouldBeEmpty();
        return reading.Scenario;
    }

    static ImmutableDictionary<string, JsonElement> Sources(string folder) => Workflow(folder).GetProperty("sourceDescriptions").EnumerateArray()
        .ToImmutableDictionary(source => source.GetProperty("name").GetString()!, source => Read(folder, source.GetProperty("url").GetString()!));

    static JsonElement Workflow(string folder) => Read(folder, "workflow.arazzo.yaml");

    static JsonElement Read(string folder, string file)
    {
        var result = SyntaxReader.Read(File.ReadAllBytes(Path.Combine(Root, folder, file)));
        result.Diagnostics.ShouldBeEmpty();
        return NodeJson.ToElement(result.Root!);
    }
}
