using System.Text;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Retention;
using ArazzoDurable.Runtime.Tests.Runs.Control;

namespace ArazzoDurable.Runtime.Tests.Runs.Retention;

/// <summary>What a sweep deletes, what it sets going, and what it leaves alone.</summary>
public sealed class RunSweepTests
{
    const string Flow = "operations: {a: POST /a}\nsteps: [{stepId: a, operationId: a}]";

    /// <summary>How many runs a sweep sees to at the same time, and so at least: <c>RunSweep.AtOnce</c>.</summary>
    const int AtOnce = 16;

    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    readonly LaterTime time = new();

    [Fact]
    public async Task Runs_that_ended_long_enough_ago_are_deleted_and_younger_ones_kept()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        var old = await EndedAsync(bench);
        time.Ahead = TimeSpan.FromDays(4);
        var young = await EndedAsync(bench);
        time.Ahead = TimeSpan.FromDays(8);

        (await SweepAsync(bench)).ShouldBe(new SweepReport(Mended: 0, Deleted: 1, IsComplete: true));

        await PurgedAsync(bench, old);
        (await bench.Runs.GetAsync(young, false, false, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Run_that_has_not_ended_is_kept_however_old_it_is_and_its_time_begins_with_its_end()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        bench.Server.Hold();
        var runId = await bench.SubmitAsync();
        await bench.Server.ReachedAsync(1);
        time.Ahead = TimeSpan.FromDays(10);
        (await SweepAsync(bench)).Deleted.ShouldBe(0);

        bench.Server.Release();
        await bench.EndAsync(runId);
        (await SweepAsync(bench)).Deleted.ShouldBe(0);
        time.Ahead += Week + Hour;

        (await SweepAsync(bench)).Deleted.ShouldBe(1);
        await PurgedAsync(bench, runId);
    }

    [Fact]
    public async Task Sweep_takes_up_nothing_more_when_its_time_is_up_and_the_next_one_goes_on_where_it_broke_off()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        bench.BeforePurge = (_, cancelled) => Task.Delay(Timeout.Infinite, cancelled);
        // Each that is stored comes with one that it is made after.
        var runIds = new List<string> { await EndedAsync(bench) };
        for (var run = 0; run < AtOnce; run++)
            runIds.Add(await StoreAsync(bench, $"{run:D10}", record => record with { Status = RunState.Success, CompletedAt = record.CreatedAt }));
        time.Ahead = Week + Hour;

        (await SweepAsync(bench, TimeSpan.Zero)).ShouldBe(new SweepReport(0, AtOnce, IsComplete: false));
        (await SweepAsync(bench, TimeSpan.Zero)).Deleted.ShouldBe(AtOnce);
        (await SweepAsync(bench, TimeSpan.Zero)).Deleted.ShouldBeGreaterThanOrEqualTo(1, "those before come only after it");

        foreach (var runId in runIds)
            (await bench.Services.Records.GetAsync(runId, CancellationToken.None)).IsDeleted.ShouldBeTrue();
        (await SweepAsync(bench)).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_whose_instance_was_ended_from_outside_is_ended_however_old_it_is()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        bench.BeforeStep = (_, cancelled) => Task.Delay(Timeout.Infinite, cancelled);
        var runId = await bench.SubmitAsync();
        (await bench.Host.Administration.CommandAsync(runId, InstanceCommand.Terminate, "enough", CancellationToken.None)).ShouldBeTrue();
        time.Ahead = TimeSpan.FromDays(2);

        (await SweepAsync(bench)).ShouldBe(new SweepReport(Mended: 1, Deleted: 0, IsComplete: true));

        (await bench.Services.Records.GetAsync(runId, CancellationToken.None)).IsEnded.ShouldBeTrue();
        (await SweepAsync(bench)).Mended.ShouldBe(0);
    }

    [Fact]
    public async Task Rerun_that_broke_off_is_started_however_old_its_run_is()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        var runId = await EndedAsync(bench);
        time.Ahead = TimeSpan.FromDays(2);
        var mark = await MarkAsync(bench, runId);
        await bench.Services.Records.ChangeAsync(
            runId, record => record with { Status = RunState.Running, Generation = 1, Items = ItemCounts.OneRunning, CompletedAt = null, Outcomes = default }, CancellationToken.None);

        (await SweepAsync(bench)).Mended.ShouldBe(0, "somebody may be at it");
        time.Ahead += TimeSpan.FromMinutes(2);
        (await SweepAsync(bench)).Mended.ShouldBe(1);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        (await bench.Host.RunStore.ReadAsync(mark, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Run_that_was_deleted_and_not_purged_is_purged_however_old_it_is_where_runs_are_kept_for_ever()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        var runId = await EndedAsync(bench);
        time.Ahead = TimeSpan.FromDays(2);
        await MarkAsync(bench, runId);
        await bench.Services.Records.ChangeAsync(runId, record => record.Delete(), CancellationToken.None);
        time.Ahead += TimeSpan.FromMinutes(2);

        await bench.Runs.SweepAsync(Hour, retention: null, TimeSpan.FromMinutes(1), CancellationToken.None);

        await PurgedAsync(bench, runId);
        (await bench.Host.RunStore.ListKeysAsync(RunKeys.CommandPrefix, null, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Mark_of_a_run_that_is_gone_goes_too_and_one_that_is_carried_out_leaves_none()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        await MarkAsync(bench, "fe5e053a-00cb-8070-9fe1-efbcd4679549");
        bench.Server.Hold();
        var runId = await bench.SubmitAsync();
        await bench.Server.ReachedAsync(1);
        await bench.AcceptedAsync(runId, RunCommand.Suspend);
        await bench.AcceptedAsync(runId, RunCommand.Suspend);
        await bench.CommandAsync(runId, RunCommand.Delete);
        await bench.CommandAsync(runId, RunCommand.Rerun);
        bench.Server.Release();
        await bench.AcceptedAsync(runId, RunCommand.Cancel);
        await bench.AcceptedAsync(runId, RunCommand.Rerun);
        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        (await bench.Host.RunStore.ListKeysAsync(RunKeys.CommandPrefix, null, 10, CancellationToken.None)).Count.ShouldBe(1);
        time.Ahead = Hour;

        await SweepAsync(bench);

        (await bench.Host.RunStore.ListKeysAsync(RunKeys.CommandPrefix, null, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Purges_that_have_ended_go_with_the_next_sweep()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        var runId = await EndedAsync(bench);
        await bench.AcceptedAsync(runId, RunCommand.Delete);
        await PurgedAsync(bench, runId);

        await SweepAsync(bench);

        (await bench.Host.Instances.GetAsync(RunKeys.Purge(runId), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Runs_that_are_kept_for_ever_are()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        await EndedAsync(bench);
        time.Ahead = TimeSpan.FromDays(10_000);

        (await bench.Runs.SweepAsync(Hour, retention: null, TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBe(new SweepReport(0, 0, IsComplete: true));
    }

    [Fact]
    public async Task Run_whose_instance_was_never_scheduled_is_started_once_nobody_is_at_its_start_any_more()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        var runId = await StoreAsync(bench);

        (await SweepAsync(bench)).Mended.ShouldBe(0);
        time.Ahead = TimeSpan.FromSeconds(59);
        (await SweepAsync(bench)).Mended.ShouldBe(0);
        (await bench.Host.Instances.GetAsync(runId, CancellationToken.None)).ShouldBeNull();
        time.Ahead = TimeSpan.FromSeconds(90);

        (await SweepAsync(bench)).ShouldBe(new SweepReport(Mended: 1, Deleted: 0, IsComplete: true));
        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        (await SweepAsync(bench)).Mended.ShouldBe(0);
    }

    [Fact]
    public async Task Run_that_goes_on_by_itself_is_left_alone()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        bench.Server.Hold();
        var runId = await bench.SubmitAsync();
        await bench.Server.ReachedAsync(1);
        time.Ahead = TimeSpan.FromMinutes(5);

        (await SweepAsync(bench)).Mended.ShouldBe(0);

        bench.Server.Release();
        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        bench.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_that_cannot_be_set_going_is_told_and_keeps_nobody_from_the_others()
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        var runId = await StoreAsync(bench);
        var broken = await StoreAsync(bench, "ABCDEFGHIJ", record => record with { FlowId = "sha256:" + new string('0', 64) });
        time.Ahead = TimeSpan.FromMinutes(2);

        await SweepAsync(bench);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        (await bench.Services.Records.FindAsync(broken, CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20_000)]
    public async Task Purge_that_was_never_started_is_started(int minutes)
    {
        await using var bench = await ControlBench.OpenAsync(Flow, time);
        var runId = await EndedAsync(bench);
        await bench.Services.Records.ChangeAsync(runId, record => record.Delete(), CancellationToken.None);
        time.Ahead = TimeSpan.FromMinutes(minutes);

        (await SweepAsync(bench)).ShouldBe(new SweepReport(0, 0, IsComplete: true));

        await PurgedAsync(bench, runId);
    }

    static Task<SweepReport> SweepAsync(ControlBench bench, TimeSpan? longest = null) =>
        bench.Runs.SweepAsync(Hour, Week, longest ?? TimeSpan.FromMinutes(1), CancellationToken.None);

    /// <summary>Marks a run as a command does before it changes the record.</summary>
    static async Task<string> MarkAsync(ControlBench bench, string runId)
    {
        var key = RunKeys.Command(runId, RunId.Create(bench.Time.GetUtcNow(), Encoding.ASCII.GetBytes("0123456789")).ToString());
        await bench.Host.RunStore.PutAsync(key, "1"u8.ToArray(), CancellationToken.None);
        return key;
    }

    static async Task<string> EndedAsync(ControlBench bench)
    {
        var runId = await bench.SubmitAsync();
        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        await bench.Host.Instances.WaitForCompletionAsync(runId, CancellationToken.None).WaitAsync(ControlBench.Patience);
        return runId;
    }

    static async Task PurgedAsync(ControlBench bench, string runId)
    {
        var purge = await bench.Host.Instances.WaitForCompletionAsync(RunKeys.Purge(runId), CancellationToken.None).WaitAsync(ControlBench.Patience);
        purge.ShouldNotBeNull().Status.ShouldBe(InstanceStatus.Completed);
        (await bench.Services.Records.FindAnyAsync(runId, CancellationToken.None)).ShouldBeNull();
    }

    /// <summary>Stores a run as a submit does that breaks off before it starts the instance.</summary>
    static async Task<string> StoreAsync(ControlBench bench, string random = "0123456789", Func<RunRecord, RunRecord>? change = null)
    {
        var earlier = await bench.Services.Records.GetAsync(await EndedAsync(bench), CancellationToken.None);
        var now = bench.Time.GetUtcNow();
        var runId = RunId.Create(now, Encoding.ASCII.GetBytes(random)).ToString();
        await bench.Services.Values.WriteAsync(RunKeys.Inputs(runId, 0), System.Text.Json.JsonElement.Parse("{}"), CancellationToken.None);
        var record = earlier with { RunId = runId, Outcomes = default, CreatedAt = now, Status = RunState.Running, Items = ItemCounts.OneRunning, CompletedAt = null };
        (await bench.Services.Records.TryCreateAsync(change?.Invoke(record) ?? record, CancellationToken.None)).ShouldBeTrue();
        return runId;
    }
}
