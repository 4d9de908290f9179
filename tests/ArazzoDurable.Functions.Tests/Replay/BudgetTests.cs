using System.Text.Json;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>How much a history grows with what a run does. Markers of episodes are not counted.</summary>
public sealed class BudgetTests
{
    /// <summary>No generation has more rows, however large the run.</summary>
    const int MostRows = 1_000;

    /// <summary>What a custom status may take, as the extension counts: in UTF-16.</summary>
    const int StatusBytes = 16 * 1024;

    public static TheoryData<string> Names => DeterminismTests.Names;

    [Fact]
    public async Task Step_adds_two_events_and_one_activity()
    {
        var rows = new List<int>();
        for (var steps = 1; steps <= 6; steps++)
        {
            var play = new Play(ComposedFlows.Always);
            await play.SubmitAsync(Flows.Of($$"""
                [{"workflowId": "main", "steps": [{{string.Join(", ", Enumerable.Range(1, steps).Select(number => $$"""{"stepId": "s{{number}}", "operationId": "postA"}"""))}}] }]
                """), JsonElement.Parse("{}"));
            (await play.PlayAsync()).Status.ShouldBe(RunState.Success);
            play.Hub.Ran.ShouldBe(new SortedDictionary<string, int> { ["Step"] = steps });
            rows.Add(play.Hub.Recorded.ShouldHaveSingleItem().Rows);
        }
        // The start and the end, and two for each step: scheduled and completed.
        rows.ShouldBe([4, 6, 8, 10, 12, 14]);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(2_000)]
    public async Task Poll_adds_four_events_and_one_activity(int looks)
    {
        var play = await Shapes.PollingAsync(looks);
        play.Hub.Ran.ShouldBe(new SortedDictionary<string, int> { ["Step"] = play.Api.Calls });
        play.Api.Calls.ShouldBe(looks + 2);
        var generations = play.Hub.Recorded;
        generations.Count.ShouldBe((play.Api.Calls + 24) / 25);
        // Every generation begins and ends, the first one makes a call before it polls, and the last one two: a look is paced but for the first.
        generations.Sum(generation => generation.Rows).ShouldBe((2 * generations.Count) + (4 * (looks - 1)) + (2 * 3));
        generations.Max(generation => generation.Rows).ShouldBeLessThanOrEqualTo(2 + (4 * 25));
        ShouldKeepBudgets(play);
    }

    [Fact]
    public async Task Batch_of_many_items_has_short_histories()
    {
        const int items = 2_000;
        const int lanes = 256;
        var play = await Shapes.BatchAsync(items, lanes);
        play.Hub.Ran["Step"].ShouldBe(items);
        // A claim for each item, and one with which each lane learns that nothing is left.
        play.Hub.Ran["Claim"].ShouldBe(items + lanes);
        var rows = play.Hub.Recorded.GroupBy(generation => generation.Orchestration).ToDictionary(group => group.Key, group => group.Max(generation => generation.Rows));
        rows["Lane"].ShouldBeLessThanOrEqualTo(6);
        rows["Workflow"].ShouldBe(4);
        rows["Batch"].ShouldBeLessThanOrEqualTo(2 + (5 * 25));
        ShouldKeepBudgets(play);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_shape_keeps_its_budgets(string name) =>
        ShouldKeepBudgets(await Shapes.All.Single(shape => shape.Name == name).RecordAsync());

    [Fact]
    public async Task Status_of_the_longest_names_keeps_its_budget()
    {
        var flow = Flows.Of($$"""[{"workflowId": "main", "steps": [{"stepId": "{{Long}}", "operationId": "postA"}]}]""", title: Long);
        var play = new Play(ComposedFlows.Always);
        await play.SubmitAsync(flow, JsonElement.Parse("{}"));
        (await play.PlayAsync()).Status.ShouldBe(RunState.Success);
        play.Hub.Recorded.ShouldHaveSingleItem().Events.OfType<HistoryEvent.OrchestratorCompleted>().ShouldAllBe(episode => episode.CustomStatus != null);
        ShouldKeepBudgets(play);
    }

    /// <summary>Letters that JSON escapes: six characters each.</summary>
    static string Long { get; } = new('長', 3_000);

    static void ShouldKeepBudgets(Play play)
    {
        foreach (var generation in play.Hub.Recorded)
        {
            generation.Rows.ShouldBeLessThanOrEqualTo(MostRows);
            foreach (var status in generation.Events.OfType<HistoryEvent.OrchestratorCompleted>().Select(episode => episode.CustomStatus).OfType<string>())
                (2 * status.Length).ShouldBeLessThan(StatusBytes);
        }
    }
}
