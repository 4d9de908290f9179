using System.Net;
using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Simulate;

public sealed class SimulateCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly CancellationTokenSource interrupt = new();
    readonly LineWriter output = new();
    readonly LineWriter error = new();
    readonly HttpClient client = new();

    public void Dispose()
    {
        client.Dispose();
        error.Dispose();
        output.Dispose();
        interrupt.Dispose();
        folder.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Sample_is_served_by_its_scenario_until_it_is_interrupted()
    {
        var simulation = Run(Samples.Workflow("score-scenario-run"), "--offline");
        var url = Url(await output.ReadAsync(), "trials");
        (await output.ReadAsync()).ShouldBe($"--server trials={url}");
        (await error.ReadAsync()).ShouldEndWith("trials.openapi.yaml (named by the document)");
        using var answer = await client.PostAsync(new Uri($"{url}/trials?token=t0k3n"), new StringContent("""{"scenario":"scn_1"}""", null!, "application/json"));
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetString().ShouldBe("trial_1");
        (await error.ReadAsync()).ShouldMatch(@"^\d\d:\d\d:\d\d\.\d{3} POST /trials/trials\?\*\*\* beginTrial 200$");
        await interrupt.CancelAsync();
        (await simulation).ShouldBe(0);
        error.Rest().ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Scenario_that_is_given_wins()
    {
        var scenario = folder.Write("other.yaml", """
            operations:
              beginTrial: {status: 201, body: {id: mine}}
            """);
        var simulation = Run(Samples.Workflow("score-scenario-run"), "--offline", "--scenario", scenario);
        var url = Url(await output.ReadAsync(), "trials");
        using var answer = await client.PostAsync(new Uri($"{url}/trials"), new StringContent("""{"scenario":"scn_1"}""", null!, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        await interrupt.CancelAsync();
        (await simulation).ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Document_without_a_scenario_is_answered_from_its_sources()
    {
        folder.Write("lab.yaml", Tests.Validate.Documents.OpenApi);
        var simulation = Run(folder.Write("a.yaml", Tests.Validate.Documents.Arazzo()), "--urls", "http://127.0.0.1:0");
        using var answer = await client.GetAsync(new Uri($"{Url(await output.ReadAsync(), "lab")}/things"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await interrupt.CancelAsync();
        (await simulation).ShouldBe(0);
    }

    [Fact]
    public async Task Document_whose_sources_are_not_there_cannot_be_served()
    {
        var file = folder.Write("a.yaml", Tests.Validate.Documents.Arazzo());
        var simulated = await Invocation.Of("simulate", file, "--offline");
        (simulated.Exit, simulated.Out).ShouldBe((2, ""));
        simulated.Error.ShouldContain(": warning source-not-found: ");
        simulated.Error.ShouldEndWith($"arazzo: There is nothing to serve: '{file}' has no source whose OpenAPI document was found.\n");
    }

    [Fact]
    public async Task Unreadable_document_fails_with_its_diagnostics()
    {
        var simulated = await Invocation.Of("simulate", folder.Write("a.yaml", "arazzo: ["), "--offline");
        simulated.Exit.ShouldBe(1);
        simulated.Error.ShouldContain(": error unreadable: ");
    }

    [Fact(Timeout = 60_000)]
    public async Task Address_in_use_is_told()
    {
        var simulation = Run(Samples.Workflow("score-scenario-run"), "--offline");
        var taken = new Uri(Url(await output.ReadAsync(), "trials")).GetLeftPart(UriPartial.Authority);
        var second = await Invocation.Of("simulate", Samples.Workflow("score-scenario-run"), "--offline", "--urls", taken);
        second.Exit.ShouldBe(2);
        second.Error.ShouldContain($"\narazzo: '{taken}' cannot be listened at: ");
        await interrupt.CancelAsync();
        await simulation;
    }

    [Theory]
    [InlineData(new[] { "simulate" }, "arazzo: Required argument missing for command: 'simulate'. See 'arazzo simulate --help'.\n")]
    [InlineData(new[] { "simulate", "a.yaml", "--urls", "8080" }, "arazzo: --urls: '8080' is no address to listen at; expected http://HOST:PORT, such as http://127.0.0.1:8080.\n")]
    [InlineData(new[] { "simulate", "a.yaml", "--urls", "https://127.0.0.1:0" }, "arazzo: --urls: 'https://127.0.0.1:0' is no address to listen at; expected http://HOST:PORT, such as http://127.0.0.1:8080.\n")]
    [InlineData(new[] { "simulate", "a.yaml", "--urls", "http://127.0.0.1:0/base" }, "arazzo: --urls: 'http://127.0.0.1:0/base' is no address to listen at; expected http://HOST:PORT, such as http://127.0.0.1:8080.\n")]
    [InlineData(new[] { "simulate", "a.yaml", "--source", "lab" }, "arazzo: --source expects name=path; number 1 of them has no '='.\n")]
    public async Task Wrong_usage_is_told(string[] args, string message) =>
        (await Invocation.Of(args)).ShouldBe(new Invocation(2, "", message));

    [Fact]
    public async Task Files_that_are_not_there_are_unusable()
    {
        var document = await Invocation.Of("simulate", "nowhere.yaml");
        document.Exit.ShouldBe(2);
        document.Error.ShouldStartWith("arazzo: The file 'nowhere.yaml' does not exist; expected an Arazzo description.");
        var scenario = await Invocation.Of("simulate", Samples.Workflow("score-scenario-run"), "--offline", "--scenario", "nowhere.yaml");
        scenario.Exit.ShouldBe(2);
        scenario.Error.ShouldContain("\narazzo: --scenario: the file 'nowhere.yaml' does not exist.");
    }

    [Fact]
    public async Task Scenario_with_mistakes_is_told_and_serves_nothing()
    {
        var scenario = folder.Write("other.yaml", "operations: {beginTrail: {}}");
        var simulated = await Invocation.Of("simulate", Samples.Workflow("score-scenario-run"), "--offline", "--scenario", scenario);
        simulated.Exit.ShouldBe(2);
        simulated.Error.ShouldContain("error scenario-unknown-operation: No source has an operation 'beginTrail'.\n  hint: Did you mean 'beginTrial'?\n");
        simulated.Error.ShouldContain("has errors; nothing was called.");
    }

    [Fact]
    public async Task Help_has_two_examples()
    {
        var help = await Invocation.Of("simulate", "--help");
        help.Exit.ShouldBe(0);
        help.Out.Split("Examples:")[1].Split('\n').Count(line => line.StartsWith("  arazzo simulate ", StringComparison.Ordinal)).ShouldBe(2);
    }

    Task<int> Run(params string[] args) =>
        ArazzoCommand.InvokeAsync(["simulate", .. args], new CommandIo(output, error, false, _ => null), interrupt.Token);

    static string Url(string line, string source)
    {
        line.ShouldMatch($@"^{source}: http://127\.0\.0\.1:\d+/{source}$");
        return line[(source.Length + 2)..];
    }
}
