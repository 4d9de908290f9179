using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;
using Xunit.Abstractions;

namespace ArazzoDurable.Cli.Tests.Load;

/// <summary>A long poll costs the same at its end as at its beginning.</summary>
public sealed class PollLoadTests(ITestOutputHelper log)
{
    const int Polls = 5_000;

    [Fact]
    public async Task Poll_of_5000_iterations_ends_with_bounded_history_and_steady_pace()
    {
        using var folder = new TemporaryFolder();
        LocalHost? host = null;
        var (runId, rows) = ("", 0L);
        await using var server = await PollServer.StartAsync(Polls, async () =>
        {
            if (runId.Length > 0)
                rows = Math.Max(rows, await host!.CountHistoryAsync(runId));
        });
        await using var opened = host = await LocalHost.OpenAsync(
            new LocalHostOptions { DataFolder = folder["data"], Holder = "a test", AllowedHosts = HostAllowList.Of(server.Url), Observer = new Unobserved() },
            CancellationToken.None);
        var bundle = FlowBundle.Create(PollFlow.Description, [KeyValuePair.Create("api", PollFlow.Api)]);
        await host.Flows.PutAsync(bundle, CancellationToken.None);
        var before = host.Commits;

        var submitted = await host.Runs.SubmitAsync(
            new RunSubmission(bundle.Id.ToString(), null, [JsonElement.Parse("{}")], RunOptions.Default with
            {
                Servers = RunOptions.Default.Servers.Add("api", server.Url.ToString()),
                Polling = new PollingOverride { Interval = 0, Constant = true },
            }),
            CancellationToken.None);
        runId = submitted.ShouldBeOfType<SubmitOutcome.Accepted>().Status.RunId;
        var status = (await host.Runs.WaitAsync(runId, includeResults: true, reveal: false, CancellationToken.None))!;

        status.Status.ShouldBe(RunState.Success, (await host.Instances.GetAsync(runId, CancellationToken.None))?.Output?.ToString());
        var iterations = server.Iterations;
        iterations.Length.ShouldBe(Polls - 1);
        var (early, late) = (Median(iterations[500..1000]), Median(iterations[^500..]));
        log.WriteLine($"median of iterations 501-1000: {early.TotalMilliseconds:F3} ms, of the last 500: {late.TotalMilliseconds:F3} ms; {host.Commits - before} commits; at most {rows} rows");
        rows.ShouldBeInRange(1, 200);
        // An iteration writes its completion, and its events in the same transaction unless the machine keeps the two far apart. Beside
        // them: the inputs, the record and the start of the run, its result, the end of its record, and the events of the run itself.
        (host.Commits - before).ShouldBeLessThanOrEqualTo(Polls + Polls / 4);
        if (Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") == "1")
            (late / early).ShouldBeLessThanOrEqualTo(1.3);
    }

    static TimeSpan Median(ImmutableArray<TimeSpan> times) => times.Order().ElementAt(times.Length / 2);

    sealed class Unobserved : IWalkObserver
    {
        public void Observe(WalkEvent happened)
        {
        }
    }
}
