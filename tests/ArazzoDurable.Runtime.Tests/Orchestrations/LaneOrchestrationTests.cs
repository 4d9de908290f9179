using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Orchestrations;

public sealed class LaneOrchestrationTests
{
    static readonly LaneCall First = new("run", 2, 1, 1);

    [Fact]
    public async Task Lane_walks_what_it_claims_and_reports_with_the_next_claim()
    {
        var context = Claiming(_ => ItemOutcome.Success, Walk(7), Walk(9), new LaneTurn.None());

        await RunAsync(context);

        context.Actions.ShouldBe(["Claim", "Workflow i:7", "continue as new", "Claim", "Workflow i:9", "continue as new", "Claim"]);
        context.Inputs.OfType<LaneCall>().ShouldBe(
        [
            First,
            First with { Sequence = 2, Report = new ItemReport(7, ItemOutcome.Success) },
            First with { Sequence = 3, Report = new ItemReport(9, ItemOutcome.Success) },
        ]);
    }

    [Fact]
    public async Task Lane_whose_item_broke_reports_what_gave_way_and_goes_on()
    {
        var context = Claiming(_ => throw new TaskFaultedException("Workflow", "System.Exception", "s3cret"), Walk(7), new LaneTurn.None());

        await RunAsync(context);

        context.Inputs.OfType<LaneCall>().Last().Report.ShouldBe(new ItemReport(7, ItemOutcome.Failed, "System.Exception"));
    }

    [Fact]
    public async Task Lane_whose_item_could_not_begin_reports_it_and_goes_on()
    {
        var report = new ItemReport(7, ItemOutcome.Failed, "System.Exception");
        var context = Claiming(_ => ItemOutcome.Success, new LaneTurn.Broken(report), new LaneTurn.None());

        await RunAsync(context);

        context.Actions.ShouldBe(["Claim", "continue as new", "Claim"]);
        context.Inputs.OfType<LaneCall>().Last().ShouldBe(First with { Sequence = 2, Report = report });
    }

    [Fact]
    public async Task Lane_that_is_held_no_more_claims_again_without_a_word()
    {
        var context = Claiming(_ => ItemOutcome.Success, new LaneTurn.Again(2), new LaneTurn.None());

        await RunAsync(context);

        context.Actions.ShouldBe(["Claim", "continue as new", "Claim"]);
        context.Inputs.OfType<LaneCall>().Last().ShouldBe(First with { Sequence = 2 });
    }

    [Theory]
    [InlineData("word 6")]
    [InlineData("timer")]
    public async Task Held_lane_claims_again_with_nothing_to_report(string happening)
    {
        var context = Claiming(_ => ItemOutcome.Success, new LaneTurn.Hold(5), new LaneTurn.None());

        await RunAsync(context, happening);

        context.Actions.ShouldBe(["Claim", "wait", "timer 30000", "continue as new", "Claim"]);
        context.Inputs.OfType<LaneCall>().Last().ShouldBe(First with { Sequence = 2 });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Held_lane_claims_again_with_the_sequence_that_it_was_told(int sequence)
    {
        var context = Claiming(_ => ItemOutcome.Success, new LaneTurn.Hold(5, sequence), new LaneTurn.None());

        await RunAsync(context, "timer");

        context.Inputs.OfType<LaneCall>().Last().ShouldBe(First with { Sequence = sequence });
    }

    [Fact]
    public async Task Words_that_gathered_while_an_item_was_walked_cost_no_claim()
    {
        PlayedContext context = null!;
        context = Claiming(
            _ =>
            {
                for (var epoch = 1; epoch <= 1999; epoch++)
                    context.Raise(epoch);
                return ItemOutcome.Success;
            },
            Walk(7), new LaneTurn.Hold(1999), new LaneTurn.None());

        await RunAsync(context, "word 2000");

        context.Inputs.OfType<LaneCall>().Count().ShouldBe(3);
        context.Actions.Count(action => action.StartsWith("timer", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Same_history_asks_for_the_same_actions()
    {
        LaneTurn[] turns = [Walk(1), new LaneTurn.Hold(1), Walk(2), new LaneTurn.Hold(3), new LaneTurn.None()];
        var (first, second) = (Claiming(_ => ItemOutcome.Failed, turns), Claiming(_ => ItemOutcome.Failed, turns));

        await RunAsync(first, "word 2", "timer");
        await RunAsync(second, "word 2", "timer");

        second.Actions.ShouldBe(first.Actions);
    }

    static Task<bool> RunAsync(PlayedContext context, params IEnumerable<string> happenings) => context.RunAsync<LaneInput, bool>(
        LaneOrchestration.RunAsync, new LaneInput(WorkflowOrchestration.EngineVersion, First), happenings);

    static PlayedContext Claiming(Func<WorkflowInput, ItemOutcome> walk, params LaneTurn[] turns)
    {
        var left = new Queue<LaneTurn>(turns);
        return new PlayedContext(input => input is WorkflowInput item ? walk(item) : left.Dequeue());
    }

    static LaneTurn.Walk Walk(int item) => new(item, $"i:{item}", new WorkflowInput(
        WorkflowOrchestration.EngineVersion, new Walker("run", item, 2, "sha256:x", "main", "", 0, IsWholeRun: false),
        new WalkState { InputsKey = "inputs" }, new Decision.Begin()));
}
