using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace ArazzoDurable.Cli.Tests.Load;

/// <summary>An item costs the same in a large run as in a small one.</summary>
public sealed class BatchLoadTests(ITestOutputHelper log)
{
    const int MaxConcurrency = 32;

    /// <summary>
    /// What one item writes when nobody is there to share a transaction with: the claim in the record, its completion with the start of the
    /// child, the child's start, the completion of the step, its result, the child's end, and the lane's next generation.
    /// </summary>
    const int CommitsPerItem = 8;

    [Fact]
    public async Task Run_of_300_items_keeps_histories_short_and_shares_transactions()
    {
        await using var rig = await Rig.StartAsync();

        var cost = await rig.MeasureAsync(300);

        log.WriteLine(cost.ToString());
        cost.MostRows.ShouldBeInRange(1, 100);
        cost.Commits.ShouldBeLessThanOrEqualTo(300 * CommitsPerItem);
    }

    [Fact]
    public async Task Run_of_3000_items_takes_at_most_12_times_as_long_as_one_of_300()
    {
        if (Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") != "1")
            return;
        await using var rig = await Rig.StartAsync();
        await rig.MeasureAsync(300);

        var (few, many) = (await rig.MeasureAsync(300), await rig.MeasureAsync(3_000));

        log.WriteLine($"{few}; {many}");
        (many.Time / few.Time).ShouldBeLessThanOrEqualTo(12);
        many.MostRows.ShouldBeInRange(1, 1_000);
        many.Commits.ShouldBeLessThanOrEqualTo(3_000 * CommitsPerItem);
    }

    /// <summary>What a run took.</summary>
    sealed record Cost(int Items, TimeSpan Time, long Commits, long MostRows);

    /// <summary>A host, and a server whose answers end every poll at once.</summary>
    sealed class Rig : IAsyncDisposable
    {
        readonly TemporaryFolder folder = new();
        readonly WebApplication called;
        readonly FlowBundle bundle = FlowBundle.Create(PollFlow.Description, [KeyValuePair.Create("api", PollFlow.Api)]);
        LocalHost? opened;
        string? counted;
        int calls;
        long rows;

        Rig()
        {
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            called = builder.Build();
            called.Run(async context =>
            {
                if (Interlocked.Increment(ref calls) % 10 == 0 && counted is { } runId)
                    await CountAsync(runId);
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("""{"running":false}""");
            });
        }

        LocalHost Host => opened ?? throw new InvalidOperationException("The host is not open.");

        public static async Task<Rig> StartAsync()
        {
            var rig = new Rig();
            await rig.called.StartAsync();
            rig.opened = await LocalHost.OpenAsync(
                new LocalHostOptions { DataFolder = rig.folder["data"], Holder = "a test", AllowedHosts = HostAllowList.Of(new Uri(rig.called.Urls.First())), Observer = new Unobserved() },
                CancellationToken.None);
            await rig.Host.Flows.PutAsync(rig.bundle, CancellationToken.None);
            return rig;
        }

        public async Task<Cost> MeasureAsync(int items)
        {
            var (before, started) = (Host.Commits, Stopwatch.GetTimestamp());
            var submitted = await Host.Runs.SubmitAsync(
                new RunSubmission(bundle.Id.ToString(), null, [.. Enumerable.Repeat(JsonElement.Parse("{}"), items)], RunOptions.Default with
                {
                    Servers = RunOptions.Default.Servers.Add("api", called.Urls.First()),
                    Polling = new PollingOverride { Interval = 0, Constant = true },
                })
                { MaxConcurrency = MaxConcurrency },
                CancellationToken.None);
            var runId = submitted.ShouldBeOfType<SubmitOutcome.Accepted>().Status.RunId;
            (counted, rows) = (runId, 0);
            var status = (await Host.Runs.WaitAsync(runId, includeResults: false, reveal: false, CancellationToken.None))!;
            status.Items.Success.ShouldBe(items);
            return new Cost(items, Stopwatch.GetElapsedTime(started), Host.Commits - before, Interlocked.Read(ref rows));
        }

        public async ValueTask DisposeAsync()
        {
            if (opened is not null)
                await opened.DisposeAsync();
            await called.DisposeAsync();
            folder.Dispose();
        }

        async Task CountAsync(string runId)
        {
            foreach (var id in (string[])[
                runId, .. await Host.Instances.ListUnfinishedAsync(RunKeys.LanePrefix(runId), null, MaxConcurrency, default),
                .. await Host.Instances.ListUnfinishedAsync($"i:{runId}:", null, MaxConcurrency, default)])
            {
                var found = await Host.CountHistoryAsync(id);
                for (var most = Interlocked.Read(ref rows); found > most; most = Interlocked.Read(ref rows))
                    Interlocked.CompareExchange(ref rows, found, most);
            }
        }
    }

    sealed class Unobserved : IWalkObserver
    {
        public void Observe(WalkEvent happened)
        {
        }
    }
}
