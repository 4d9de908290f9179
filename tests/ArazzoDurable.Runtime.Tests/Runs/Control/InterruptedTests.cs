using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>Commands whose giver went away between two of their steps, and what others then do for him.</summary>
public sealed class InterruptedTests
{
    const string Failing = "operations: {a: POST /a}\nsteps: [{stepId: a, operationId: a, successCriteria: [{condition: $statusCode == 599}]}]";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Rerun_that_was_not_started_is_started_by_whoever_reads_the_run(int items)
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        var runId = await FailedAsync(bench, items);
        await bench.Services.Records.ChangeAsync(runId, record => record.Rerun(), CancellationToken.None);

        await bench.Runs.GetAsync(runId, false, false, CancellationToken.None);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
        bench.Server.Requests.Count.ShouldBe(2 * items);
    }

    [Fact]
    public async Task Rerun_whose_client_goes_away_amid_it_is_started_all_the_same()
    {
        using var client = new CancellationTokenSource();
        await using var bench = await ControlBench.OpenAsync(Failing);
        var runId = await FailedAsync(bench, 1);
        // The first that is told of the new generation is its log, before the instance is started.
        using var watch = new CancellationTokenSource();
        var told = bench.Services.Log.WaitAsync(runId, await LastAsync(bench, runId), watch.Token).ContinueWith(_ => client.Cancel(), TaskScheduler.Default);

        await bench.Runs.CommandAsync(runId, RunCommand.Rerun, client.Token);

        await told.WaitAsync(ControlBench.Patience);
        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
        bench.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Run_that_was_stored_and_not_started_is_started_by_whoever_reads_it_after_a_while()
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        var runId = await StoreAsync(bench, record => record with { Status = RunState.Running, Items = ItemCounts.OneRunning, CompletedAt = null });

        await bench.Runs.GetAsync(runId, false, false, CancellationToken.None);
        (await bench.Host.Instances.GetAsync(runId, CancellationToken.None)).ShouldBeNull();
        await bench.Services.Records.ChangeAsync(runId, record => record with { CreatedAt = record.CreatedAt.AddMinutes(-1) }, CancellationToken.None);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
    }

    [Theory]
    [InlineData(RunCommand.Suspend)]
    [InlineData(RunCommand.Cancel)]
    public async Task Command_that_is_given_again_is_answered_when_no_call_is_inside_the_gate(RunCommand command)
    {
        await using var bench = await ControlBench.OpenAsync("operations: {a: POST /a}\nsteps: [{stepId: a, operationId: a}]", cancelPatience: TimeSpan.Zero);
        bench.Server.Hold();
        var runId = await bench.SubmitAsync();
        var passage = await bench.Services.Gate.EnterAsync(runId, 0, CancellationToken.None);

        var first = bench.CommandAsync(runId, command);
        await ChangedAsync(bench, runId);
        var again = bench.CommandAsync(runId, command);

        for (var turn = 0; turn < 100; turn++)
            await Task.Yield();
        await bench.Runs.GetAsync(runId, false, false, CancellationToken.None);
        again.IsCompleted.ShouldBeFalse();
        passage.Dispose();
        (await first).ShouldBeOfType<CommandOutcome.Accepted>();
        (await again).ShouldBeOfType<CommandOutcome.Accepted>();
    }

    [Fact]
    public async Task Run_whose_purge_was_not_started_is_purged_when_it_is_deleted_again()
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        var runId = await FailedAsync(bench, 1);
        await bench.Services.Records.ChangeAsync(runId, record => record.Delete(), CancellationToken.None);

        (await bench.CommandAsync(runId, RunCommand.Delete)).ShouldBeOfType<CommandOutcome.UnknownRun>();

        var purge = await bench.Host.Instances.WaitForCompletionAsync(RunKeys.Purge(runId), CancellationToken.None).WaitAsync(ControlBench.Patience);
        purge.ShouldNotBeNull();
        (await bench.Services.Records.FindAnyAsync(runId, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Runs_that_cannot_be_planned_fail_and_keep_no_other_run_from_its_recovery()
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        var sound = await FailedAsync(bench, 1);
        var bad = await FailedAsync(bench, 1);
        await bench.Services.Records.ChangeAsync(sound, record => record.Rerun(), CancellationToken.None);
        await bench.Services.Records.ChangeAsync(bad, record => record.Rerun() with
        {
            Options = record.Options with { Steps = record.Options.Steps.Add("gone", JsonElement.Parse("{}")) },
        }, CancellationToken.None);

        await bench.RestartAsync();

        (await bench.EndAsync(sound)).ShouldBe(RunState.Failed);
        (await bench.EndAsync(bad)).ShouldBe(RunState.Failed);
        (await bench.Runs.ResultAsync(bad, 0, false, CancellationToken.None))!.Result.Error!.Code.ShouldBe(ItemErrorCodes.InternalError);
        (await bench.EventsAsync(bad)).TakeLast(4).ShouldBe(["run.restarted", "item.started", "item.completed", "run.completed"]);
        bench.Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Run_of_no_item_that_was_stored_and_not_started_has_its_instance_after_the_recovery()
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        var runId = await StoreAsync(bench, record => record with { Status = RunState.Success, Items = new ItemCounts(0, 0, 0, 0, 0, 0) });

        await bench.RestartAsync();

        var instance = await bench.Host.Instances.WaitForCompletionAsync(runId, CancellationToken.None).WaitAsync(ControlBench.Patience);
        instance.ShouldNotBeNull().Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public async Task Run_whose_instance_broke_is_ended_by_whoever_follows_its_events()
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        bench.Beginning = _ => throw new InvalidOperationException("The walk breaks.");
        var runId = await bench.SubmitAsync();
        await bench.Host.Instances.WaitForCompletionAsync(runId, CancellationToken.None).WaitAsync(ControlBench.Patience);
        var follower = (await bench.Runs.FollowAsync(runId, 0, CancellationToken.None))!;

        using var patience = new CancellationTokenSource(ControlBench.Patience);
        var types = new List<string>();
        for (var isLast = false; !isLast;)
        {
            var page = await follower.NextAsync(TimeSpan.FromMilliseconds(20), patience.Token);
            types.AddRange(page.Events.Select(told => told.Type));
            isLast = page.IsLast;
        }

        types.ShouldBe(["run.created", "item.started", "item.completed", "run.completed"]);
    }

    [Fact]
    public async Task Item_that_has_its_result_is_reported_and_a_fault_that_is_told_late_does_not_replace_it()
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        var runId = await StoreAsync(bench, record => record with
        {
            Status = RunState.Pending,
            Items = new ItemCounts(2, 2, 0, 0, 0, 0),
            CompletedAt = null,
            Lanes = RunTransitions.LanesFor(2, 1),
        });
        var kept = new KeptResult(0, new RunResult(0, ItemOutcome.Success, new ItemResult(ItemOutcome.Success), DateTimeOffset.UnixEpoch));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(kept, RuntimeJson.Default.KeptResult);
        await bench.Services.Values.ReplaceAsync(RunKeys.Result(runId, 0), bytes, CancellationToken.None);
        var claims = new ClaimActivity(bench.Services, bench.Host.Instances);
        var claim = new LaneCall(runId, 0, 0, 1);

        var first = await claims.RunAsync(claim, CancellationToken.None);
        var report = first.ShouldBeOfType<LaneTurn.Broken>().Report;
        var second = await claims.RunAsync(claim with { Sequence = 2, Report = report }, CancellationToken.None);
        await claims.RunAsync(claim with { Sequence = 2, Report = new ItemReport(0, ItemOutcome.Failed, "Some.Fault") }, CancellationToken.None);

        report.ShouldBe(new ItemReport(0, ItemOutcome.Success));
        second.ShouldBeOfType<LaneTurn.Walk>().Item.ShouldBe(1);
        (await bench.Services.Values.FindBytesAsync(RunKeys.Result(runId, 0), CancellationToken.None))!.Value.ToArray().ShouldBe(bytes);
    }

    /// <summary>Stores a run as a submit does that is cut off before the start; gives its id.</summary>
    static async Task<string> StoreAsync(ControlBench bench, Func<RunRecord, RunRecord> change)
    {
        var earlier = await bench.Services.Records.GetAsync(await FailedAsync(bench, 1), CancellationToken.None);
        var runId = RunId.Create(DateTimeOffset.UtcNow, Encoding.ASCII.GetBytes("0123456789")).ToString();
        foreach (var item in Enumerable.Range(0, 2))
            await bench.Services.Values.WriteAsync(RunKeys.Inputs(runId, item), JsonElement.Parse("{}"), CancellationToken.None);
        var record = change(earlier with { RunId = runId, Outcomes = default, CreatedAt = DateTimeOffset.UtcNow });
        (await bench.Services.Records.TryCreateAsync(record, CancellationToken.None)).ShouldBeTrue();
        return runId;
    }

    static async Task<string> FailedAsync(ControlBench bench, int items)
    {
        var runId = items == 1 ? await bench.SubmitAsync() : await bench.SubmitItemsAsync(items, 2);
        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
        await bench.Host.Instances.WaitForCompletionAsync(runId, CancellationToken.None).WaitAsync(ControlBench.Patience);
        return runId;
    }

    static async Task<long> LastAsync(ControlBench bench, string runId) =>
        (await bench.Services.Log.ReadAsync(runId, 0, 1000, CancellationToken.None)).Entries[^1].Sequence;

    static async Task ChangedAsync(ControlBench bench, string runId)
    {
        while ((await bench.Services.Records.GetAsync(runId, CancellationToken.None)).ControlEpoch == 0)
            await Task.Yield();
    }
}
