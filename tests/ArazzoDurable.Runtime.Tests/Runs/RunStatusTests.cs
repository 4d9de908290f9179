using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class RunStatusTests
{
    static readonly RunStatus Status = new() { RunId = "r", FlowId = "f", Status = RunState.Success, Items = ItemCounts.OneRunning, CreatedAt = default };

    [Fact]
    public void Results_up_to_the_limit_are_there()
    {
        var with = Status.WithResults([Result(RunStatus.ResultBytes - Size(0))]);

        with.Results!.Value.Length.ShouldBe(1);
        with.ResultsTruncated.ShouldBeNull();
    }

    [Fact]
    public void Results_beyond_the_limit_are_left_out_and_said_to_be()
    {
        var with = Status.WithResults([Result(RunStatus.ResultBytes - Size(0) + 1)]);

        with.Results!.Value.ShouldBeEmpty();
        with.ResultsTruncated.ShouldBe(true);
    }

    [Fact]
    public void Results_count_together()
    {
        ImmutableArray<RunResult> two = [Result(RunStatus.ResultBytes / 2), Result(RunStatus.ResultBytes / 2)];

        Status.WithResults(two).ResultsTruncated.ShouldBe(true);
    }

    [Theory]
    [InlineData(1, 1, RunState.Cancelled)]
    [InlineData(0, 1, RunState.Failed)]
    [InlineData(0, 0, RunState.Success)]
    public void Cancelled_outranks_failed_outranks_success(int cancelled, int failed, RunState expected) =>
        new ItemCounts(3, 0, 0, 1, failed, cancelled).Ended().ShouldBe(expected);

    static int Size(int text) => JsonSerializer.SerializeToUtf8Bytes(Result(text), RuntimeJson.Default.RunResult).Length;

    static RunResult Result(int text) =>
        new(0, ItemOutcome.Success, new ItemResult(ItemOutcome.Success, JsonSerializer.SerializeToElement(new string('x', text), RuntimeJson.Default.String)), default);
}
