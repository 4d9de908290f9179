using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ArazzoDurable.Cli.Tests.FoundingApi;

namespace ArazzoDurable.Cli.Tests.Founding;

/// <summary>The four founding documents, unchanged, against an independent server that plays the real APIs.</summary>
public sealed class FoundingTests
{
    const string Token = "founding-token-7f3a";
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.2);

    public static TheoryData<string> Names() => [.. FoundingWorkflow.All.Select(workflow => workflow.Name)];

    [CorpusTheory]
    [MemberData(nameof(Names))]
    public async Task Founding_document_does_what_its_author_meant(string name)
    {
        await using var server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token });
        using var folder = new TemporaryFolder();
        var workflow = FoundingWorkflow.Named(name);
        var (exit, output, error) = await RunAsync(workflow.RunArgs(server, Token, 1, folder["data"], "--poll-interval", "0.2"));

        exit.ShouldBe(0, error);
        Check(workflow, JsonElement.Parse(output), server);
        CheckRequests(server);
        output.ShouldNotContain(Token);
        error.ShouldNotContain(Token);
    }

    [CorpusFact]
    public async Task Score_run_is_scored_only_once_it_is_running()
    {
        await using var server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token, Polls = 4 });
        await RunAsync(server, "score");

        server.Requests.Select(request => request.ToString()).ShouldBe(
        [
            "POST /v1/scenarios/start_run 200",
            .. Enumerable.Repeat("GET /v1/scenarios/runs/run_1 200", 5),
            "POST /v1/scenarios/runs/run_1/score 200",
            "POST /v1/scenarios/runs/run_1/complete 200",
        ]);
        JsonElement.Parse(server.Requests[0].Text).EnumerateObject().Select(member => member.Name).ShouldBe(["scenario_id"], "an optional input without a value is no member");
        CheckPace(server.Requests.Skip(1).Take(5));
    }

    [CorpusFact]
    public async Task Devbox_is_resumed_only_once_it_is_suspended_and_a_408_is_survived()
    {
        await using var server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token, Timeouts = 2 });
        await RunAsync(server, "suspend");

        server.Requests.Select(request => request.ToString()).ShouldBe(
        [
            "POST /v1/devboxes/dbx_s1/suspend 200",
            "POST /v1/devboxes/dbx_s1/wait_for_status 408",
            "POST /v1/devboxes/dbx_s1/wait_for_status 408",
            "POST /v1/devboxes/dbx_s1/wait_for_status 200",
            "POST /v1/devboxes/dbx_s1/resume 200",
            "POST /v1/devboxes/dbx_s1/wait_for_status 408",
            "POST /v1/devboxes/dbx_s1/wait_for_status 408",
            "POST /v1/devboxes/dbx_s1/wait_for_status 200",
        ]);
        CheckPace(server.Requests.Skip(1).Take(3));
    }

    [CorpusFact]
    public async Task Snapshot_leaves_out_the_message_that_was_not_given()
    {
        await using var server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token });
        await RunAsync(server, "snapshot");

        JsonElement.Parse(server.Requests[0].Text).GetRawText().ShouldBe("""{"name":"before the end"}""");
    }

    [CorpusFact]
    public async Task Dataiku_poll_goes_on_while_the_scenario_runs()
    {
        await using var server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token, Polls = 3 });
        await RunAsync(server, "dataiku");

        server.Requests.Count(request => request.Path.EndsWith("/light", StringComparison.Ordinal) || request.Path.Contains("status", StringComparison.Ordinal)).ShouldBe(4);
        CheckPace(server.Requests.Skip(2));
    }

    static async Task RunAsync(FoundingApiServer server, string name)
    {
        using var folder = new TemporaryFolder();
        var workflow = FoundingWorkflow.Named(name);
        var (exit, output, error) = await RunAsync(workflow.RunArgs(server, Token, 1, folder["data"], "--poll-interval", "0.2"));
        exit.ShouldBe(0, error);
        Check(workflow, JsonElement.Parse(output), server);
    }

    static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await ArazzoCommand.InvokeAsync(args, new CommandIo(output, error, IsTerminal: false, _ => null), CancellationToken.None);
        return (exit, output.ToString(), error.ToString());
    }

    static void Check(FoundingWorkflow workflow, JsonElement status, FoundingApiServer server)
    {
        status.GetProperty("status").GetString().ShouldBe("success");
        server.Effects.Length.ShouldBe(workflow.Effects.Length, string.Join(", ", server.Effects));
        foreach (var (effect, expected) in server.Effects.Zip(workflow.Effects))
            ShouldFit(effect, expected);
        var outputs = status.GetProperty("results")[0].GetProperty("result").GetProperty("value");
        outputs.EnumerateObject().Select(output => output.Name).Order(StringComparer.Ordinal).ShouldBe(workflow.Outputs.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, expected) in workflow.Outputs)
            ShouldFit(outputs.GetProperty(name).ToString(), expected);
    }

    static void CheckRequests(FoundingApiServer server)
    {
        foreach (var request in server.Requests)
        {
            request.Headers["Authorization"].ShouldBe($"Bearer {Token}");
            (request.IdempotencyKey is not null).ShouldBe(request.Method != "GET", request.ToString());
        }
        server.Requests.Select(request => request.IdempotencyKey).OfType<string>().ShouldBeUnique();
    }

    static void CheckPace(IEnumerable<RecordedRequest> polls)
    {
        foreach (var (before, after) in polls.Zip(polls.Skip(1)))
            (after.At - before.At).ShouldBeGreaterThanOrEqualTo(Pace - TimeSpan.FromMilliseconds(20));
    }

    static void ShouldFit(string actual, string pattern) => Regex.IsMatch(
        actual,
        $"^{Regex.Escape(pattern).Replace("\\*", ".+", StringComparison.Ordinal).Replace("\\{n}", "[0-9]+", StringComparison.Ordinal).Replace("\\{r}", "[0-9]+", StringComparison.Ordinal)}$",
        RegexOptions.Singleline).ShouldBeTrue($"'{actual}' should fit '{pattern}'");
}
