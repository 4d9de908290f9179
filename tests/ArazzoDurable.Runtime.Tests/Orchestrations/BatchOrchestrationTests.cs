using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;

namespace ArazzoDurable.Runtime.Tests.Orchestrations;

public sealed class BatchOrchestrationTests
{
    static readonly RunStatus Status = new() { RunId = "run", FlowId = "f", Status = RunState.Running, Items = ItemCounts.OneRunning, CreatedAt = default };

    static readonly BatchInput First = new(WorkflowOrchestration.EngineVersion, "run", 3);

    [Fact]
    public async Task Batch_that_has_ended_publishes_and_gives_how()
    {
        var context = Looking(1);

        (await RunAsync(context)).ShouldBe(Status with { Status = RunState.Success });

        context.Actions.ShouldBe(["Look", "publish"]);
        context.Inputs.ShouldBe([new LookCall("run", 3)]);
    }

    [Fact]
    public async Task Looks_come_ever_more_seldom_and_a_generation_ends_after_25()
    {
        var context = Looking(60);

        await RunAsync(context, Enumerable.Repeat("timer", 59));

        context.Actions.Where(action => action.StartsWith("timer", StringComparison.Ordinal)).Take(9)
            .ShouldBe(["timer 2000", "timer 3000", "timer 4500", "timer 6750", "timer 10125", "timer 15187", "timer 22780", "timer 30000", "timer 30000"]);
        context.Generations.ShouldBe(3);
        // A waiter, and of each look: the look, what it published, its timer; and the end.
        context.MostRows.ShouldBe(1 + (3 * BatchOrchestration.LooksPerGeneration) + 1);
        context.Actions[(context.Actions.IndexOf("continue as new") + 1)..][..4].ShouldBe(["Look", "publish", "wait", "timer 30000"], "the pace is kept");
    }

    [Fact]
    public async Task Word_has_it_look_at_once_and_more_often_again()
    {
        var context = Looking(4);

        await RunAsync(context, "timer", "word 0", "word 0");

        context.Actions.ShouldBe(["Look", "publish", "wait", "timer 2000", "Look", "publish", "timer 3000", "Look", "publish", "wait", "timer 2000", "Look", "publish"]);
    }

    [Fact]
    public async Task Look_that_gave_way_is_made_again_after_the_wait()
    {
        var looks = 0;
        var context = new PlayedContext(_ => ++looks == 1 ? throw new TaskFaultedException("Look", "System.IO.IOException", "full") : new LookTurn(true, Status, Status));

        (await RunAsync(context, "timer")).ShouldBe(Status);

        context.Actions.ShouldBe(["Look", "wait", "timer 2000", "Look", "publish"]);
    }

    [Fact]
    public async Task Batch_of_a_run_that_is_gone_ends_with_nothing()
    {
        var context = new PlayedContext(_ => new LookTurn(HasEnded: true));

        (await RunAsync(context)).ShouldBeNull();

        context.Actions.ShouldBe(["Look"]);
    }

    [Fact]
    public async Task Same_history_asks_for_the_same_actions()
    {
        string[] happenings = [.. Enumerable.Repeat("timer", 20), .. Enumerable.Repeat("word 1", 19)];
        var (first, second) = (Looking(40), Looking(40));

        await RunAsync(first, happenings);
        await RunAsync(second, happenings);

        second.Actions.ShouldBe(first.Actions);
    }

    static Task<RunStatus?> RunAsync(PlayedContext context, params IEnumerable<string> happenings) =>
        context.RunAsync<BatchInput, RunStatus?>(BatchOrchestration.RunAsync, First, happenings);

    /// <summary>The run has ended at the look of this number.</summary>
    static PlayedContext Looking(int last)
    {
        var looks = 0;
        var ended = Status with { Status = RunState.Success };
        return new PlayedContext(_ => ++looks == last ? new LookTurn(true, ended, ended) : new LookTurn(false, Status));
    }
}
