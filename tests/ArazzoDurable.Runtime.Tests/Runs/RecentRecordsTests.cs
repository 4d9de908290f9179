using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class RecentRecordsTests
{
    readonly RecentRecords recent = new();

    [Fact]
    public void Record_whose_bytes_are_the_same_is_not_read_once_more()
    {
        var first = recent.Read("run", Stored(Of("run")));

        recent.Read("run", Stored(Of("run"))).ShouldBeSameAs(first);
    }

    [Fact]
    public void Record_that_was_just_written_is_not_read()
    {
        var written = Of("run");

        recent.Keep(written, RunRecords.Write(written));

        recent.Read("run", Stored(written)).ShouldBeSameAs(written);
    }

    [Fact]
    public void Record_that_was_changed_is_read_anew_whatever_its_entity_tag()
    {
        recent.Read("run", Stored(Of("run")));

        recent.Read("run", Stored(Of("run") with { ControlEpoch = 1 })).ControlEpoch.ShouldBe(1);
        recent.Read("run", Stored(Of("run"))).ControlEpoch.ShouldBe(0);
    }

    [Fact]
    public void Records_of_more_runs_than_there_are_places_are_told_apart()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            for (var number = 0; number < 1_000; number++)
                recent.Read($"run{number}", Stored(Of($"run{number}"))).RunId.ShouldBe($"run{number}");
        }
    }

    static StoredValue Stored(RunRecord record) => new(RunRecords.Write(record), "1");

    static RunRecord Of(string runId) => new()
    {
        RunId = runId,
        FlowId = "flow",
        WorkflowId = "main",
        Status = RunState.Running,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Items = ItemCounts.OneRunning,
    };
}
