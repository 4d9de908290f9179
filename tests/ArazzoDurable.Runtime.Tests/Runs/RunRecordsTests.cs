using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class RunRecordsTests
{
    readonly MemoryRunStore store = new();

    [Fact]
    public async Task Record_that_stayed_the_same_is_not_parsed_once_more()
    {
        var records = await WithAsync("run");

        var first = await records.GetAsync("run", default);

        (await records.GetAsync("run", default)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Record_that_was_just_changed_is_not_parsed()
    {
        var records = await WithAsync("run");

        var changed = await records.ChangeAsync("run", record => record with { ControlEpoch = 1 }, default);

        (await records.GetAsync("run", default)).ShouldBeSameAs(changed);
    }

    [Fact]
    public async Task Record_that_another_process_changed_is_parsed_anew()
    {
        var (records, others) = (await WithAsync("run"), new RunRecords(store));
        await records.GetAsync("run", default);

        await others.ChangeAsync("run", record => record with { Control = RunControl.Cancelled, ControlEpoch = 1 }, default);

        (await records.GetAsync("run", default)).Control.ShouldBe(RunControl.Cancelled);
    }

    [Fact]
    public async Task Records_of_more_runs_than_are_kept_in_mind_are_told_apart()
    {
        var ids = Enumerable.Range(0, 1_000).Select(number => $"run{number}").ToArray();
        var records = await WithAsync(ids);

        foreach (var id in ids.Concat(ids))
            (await records.GetAsync(id, default)).RunId.ShouldBe(id);
    }

    async Task<RunRecords> WithAsync(params string[] runIds)
    {
        var records = new RunRecords(store);
        foreach (var runId in runIds)
        {
            (await records.TryCreateAsync(
                new RunRecord
                {
                    RunId = runId,
                    FlowId = "flow",
                    WorkflowId = "main",
                    Status = RunState.Running,
                    CreatedAt = DateTimeOffset.UnixEpoch,
                    Items = ItemCounts.OneRunning,
                },
                default)).ShouldBeTrue();
        }
        return records;
    }
}
