using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Orchestrations;

public sealed class WorkflowOrchestrationTests
{
    static readonly Decision End = new Decision.End(JsonElement.Parse("\"over\""));

    static readonly Walker Root = new("run", 0, 0, "sha256:x", "main", "", 0, IsWholeRun: true);

    [Fact]
    public async Task Orchestration_without_delay_calls_the_activity_and_waits_for_nothing()
    {
        var context = Playing(Visit(0), End);

        (await context.RunAsync(Input(Visit(0)))).GetString().ShouldBe("over");

        context.Actions.ShouldBe(["step", "step"]);
    }

    [Fact]
    public async Task Orchestration_with_delays_has_one_waiter_for_all_of_them()
    {
        var context = Playing(Visit(2000), Visit(3000), End);

        await context.RunAsync(Input(Visit(1000)), "timer", "timer", "timer");

        context.Actions.ShouldBe(["wait", "timer 1000", "step", "timer 2000", "step", "timer 3000", "step"]);
    }

    [Fact]
    public async Task Orchestration_with_a_word_while_it_waits_cancels_the_timer_and_asks_with_the_rest()
    {
        var context = Playing(Visit(600), End);

        await context.RunAsync(Input(Visit(1000)), "400", "timer");

        context.Actions.ShouldBe(["wait", "timer 1000", "timer cancelled", "step, 600 left", "wait", "timer 600", "step"]);
    }

    [Fact]
    public async Task Orchestration_that_is_held_goes_on_with_the_next_word()
    {
        var context = Playing(new Decision.Held(), Visit(0), End);

        await context.RunAsync(Input(Visit(1000)), "100", "5000");

        context.Actions.ShouldBe(["wait", "timer 1000", "timer cancelled", "step, 900 left", "wait", "timer 30000", "timer cancelled", "step", "step"]);
        context.Calls[1].Decision.ShouldBeOfType<Decision.Held>();
        context.Calls[1].RemainingMs.ShouldBe(0);
    }

    [Fact]
    public async Task Orchestration_that_is_held_asks_again_when_no_word_comes()
    {
        var context = Playing(new Decision.Held(), End);

        await context.RunAsync(Input(new Decision.Held()), "timer", "timer");

        context.Actions.ShouldBe(["wait", "timer 30000", "step", "timer 30000", "step"]);
    }

    [Fact]
    public async Task Orchestration_that_is_cancelled_while_it_waits_ends()
    {
        var context = Playing(End);

        (await context.RunAsync(Input(Visit(60_000)), "1")).GetString().ShouldBe("over");

        context.Actions.ShouldBe(["wait", "timer 60000", "timer cancelled", "step, 59999 left"]);
    }

    [Fact]
    public async Task Orchestration_with_a_word_during_an_activity_heeds_it_in_the_next_wait()
    {
        ScriptedContext context = null!;
        var turns = new Queue<Decision>([Visit(5000), Visit(5000), End]);
        context = new ScriptedContext(_ =>
        {
            if (turns.Count == 3)
                context.Raise();
            return Turn(turns.Dequeue());
        });

        await context.RunAsync(Input(Visit(1000)), "timer", "timer");

        context.Actions.ShouldBe(["wait", "timer 1000", "step", "timer 5000", "timer cancelled", "step, 5000 left", "wait", "timer 5000", "step"]);
    }

    [Fact]
    public async Task Words_that_gathered_while_a_child_was_at_work_cost_no_turn()
    {
        ScriptedContext context = null!;
        var turns = new Queue<Decision>([Visit(5000), End]);
        context = new ScriptedContext(_ => new StepTurn(State, turns.Dequeue(), 100, ControlEpoch: 1))
        {
            Child = () =>
            {
                for (var word = 0; word < 1000; word++)
                    context.Raise();
                return JsonElement.Parse("{}");
            },
        };

        await context.RunAsync(Input(Enter(0)), "timer");

        context.Actions.Where(action => action != "wait").ShouldBe(["child w:1", "step", "timer 5000", "step"]);
        context.Calls[1].RemainingMs.ShouldBe(0);
    }

    [Fact]
    public async Task Generation_ends_after_its_turns()
    {
        var left = 60;
        var context = new ScriptedContext(_ => Turn(left-- > 0 ? Visit(0) : End));

        await context.RunAsync(Input(Visit(0)));

        context.Generations.ShouldBe(3);
        context.Actions.IndexOf("continue as new").ShouldBe(WorkflowOrchestration.TurnsPerGeneration);
    }

    [Fact]
    public async Task Generation_ends_after_its_bytes_and_keeps_state_and_decision()
    {
        var left = 4;
        var context = new ScriptedContext(call => new StepTurn(
            call.State with { VisitsUsed = call.State.VisitsUsed + 1 }, left-- > 0 ? Visit(0) : End, WorkflowOrchestration.BytesPerGeneration / 2));

        await context.RunAsync(Input(Visit(0)));

        context.Actions.ShouldBe(["step", "step", "continue as new", "step", "step", "continue as new", "step"]);
        context.Calls.Select(call => call.State.VisitsUsed).ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task Word_that_comes_in_the_last_turn_of_a_generation_is_not_lost()
    {
        ScriptedContext context = null!;
        var turn = 0;
        context = new ScriptedContext(_ =>
        {
            turn++;
            if (turn == WorkflowOrchestration.TurnsPerGeneration)
                context.Raise();
            return Turn(turn switch
            {
                1 => Visit(1),
                < WorkflowOrchestration.TurnsPerGeneration => Visit(0),
                WorkflowOrchestration.TurnsPerGeneration => Visit(3_600_000),
                _ => End,
            });
        });

        await context.RunAsync(Input(Visit(0)), "timer");

        context.Actions[^3..].ShouldBe(["timer 3600000", "timer cancelled", "step, 3600000 left"]);
    }

    [Fact]
    public async Task Activity_that_gives_way_is_called_once_more_with_the_fault()
    {
        var context = new ScriptedContext(call =>
            call.Fault is null ? throw new TaskFaultedException("Step", "System.IO.IOException", "disk full of s3cret") : Turn(End));

        await context.RunAsync(Input(Visit(0)));

        context.Calls.Select(call => call.Fault).ShouldBe([null, "System.IO.IOException"]);
    }

    [Fact]
    public async Task Call_whose_store_gave_way_is_made_again_as_it_was_after_waits_that_grow()
    {
        var calls = 0;
        var context = new ScriptedContext(_ => ++calls <= 8 ? throw StoreGaveWay : Turn(End));

        await context.RunAsync(Input(Visit(0)), [.. Enumerable.Repeat("timer", 8)]);

        context.Actions.Where(action => action.StartsWith("timer", StringComparison.Ordinal)).ShouldBe(
            ["timer 1000", "timer 2000", "timer 4000", "timer 8000", "timer 16000", "timer 32000", "timer 60000", "timer 60000"]);
        context.Calls.Count.ShouldBe(9);
        context.Calls.Distinct().ShouldHaveSingleItem().Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Call_whose_store_gave_way_is_made_again_at_once_when_the_owner_speaks()
    {
        var calls = 0;
        var context = new ScriptedContext(_ => ++calls <= 2 ? throw StoreGaveWay : Turn(End));

        await context.RunAsync(Input(Visit(0)), "300", "timer");

        context.Actions.ShouldBe(["step", "wait", "timer 1000", "timer cancelled", "step", "wait", "timer 2000", "step"]);
    }

    [Fact]
    public async Task Step_whose_store_stays_away_has_failed_in_the_end_and_its_end_is_kept_when_the_store_is_back()
    {
        var calls = 0;
        var context = new ScriptedContext(call => call.Fault is null || ++calls <= 1 ? throw StoreGaveWay : Turn(End));

        await context.RunAsync(Input(Visit(0)), [.. Enumerable.Repeat("timer", 21)]);

        context.Calls.Count(call => call.Fault is null).ShouldBe(21);
        context.Calls[^1].Fault.ShouldBe(StepFaultedException.StoreGaveWay);
        (context.CurrentUtcDateTime - new DateTime(2026, 1, 1)).TotalMilliseconds.ShouldBeInRange(
            WorkflowOrchestration.StorePatienceMs, WorkflowOrchestration.StorePatienceMs + WorkflowOrchestration.LongestStoreDelayMs);
    }

    [Fact]
    public async Task Word_that_is_no_number_has_the_activity_look()
    {
        var context = Playing(Visit(1000), End);

        await context.RunAsync(Input(Visit(1000)), "noise", "timer");

        context.Actions.ShouldBe(["wait", "timer 1000", "timer cancelled", "step, 1000 left", "wait", "timer 1000", "step"]);
    }

    [Fact]
    public async Task Status_tells_when_an_attempt_is_due_and_not_how_early_timers_may_fire()
    {
        var context = Playing(End);
        var status = new RunStatus { RunId = "run", FlowId = "f", Status = RunState.Running, Items = ItemCounts.OneRunning, CreatedAt = default };

        await context.RunAsync(Input(new Decision.Visit("poll", 1, 2, 1500, 1000)) with { Status = status }, "timer");

        context.Statuses[0].GetProperty("nextAttemptAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 500, TimeSpan.Zero));
        context.Actions[1].ShouldBe("timer 1500");
    }

    [Fact]
    public async Task Child_is_entered_and_what_it_came_to_is_handed_on()
    {
        var context = Playing(() => JsonElement.Parse("{\"x\":1}"), End);

        await context.RunAsync(Input(Enter(0)));

        context.Actions.ShouldBe(["child w:1", "step"]);
        context.Calls[0].Returned!.Value.GetRawText().ShouldBe("{\"x\":1}");
    }

    [Fact]
    public async Task Child_that_gives_way_is_handed_on_as_a_fault()
    {
        var context = Playing(() => throw new TaskFaultedException("Workflow", "System.Exception", "gone"), End);

        await context.RunAsync(Input(Enter(0)));

        context.Calls[0].Fault.ShouldBe("System.Exception");
        context.Calls[0].Returned.ShouldBeNull();
    }

    [Fact]
    public async Task Child_with_a_delay_is_not_entered_before_and_the_wait_heeds_the_owner()
    {
        var context = Playing(Enter(700), End);

        await context.RunAsync(Input(Enter(1000)), "300", "timer");

        context.Actions.ShouldBe(["wait", "timer 1000", "timer cancelled", "step, 700 left", "wait", "timer 700", "child w:1", "step"]);
        context.Calls[0].Returned.ShouldBeNull();
    }

    [Fact]
    public async Task Status_tells_the_step_the_attempt_and_when_it_is_due()
    {
        var context = Playing(new Decision.Held(), End);
        var status = new RunStatus { RunId = "run", FlowId = "f", Status = RunState.Running, Items = ItemCounts.OneRunning, CreatedAt = default };

        await context.RunAsync(Input(new Decision.Visit("poll", 3, 2, 1500)) with { Status = status }, "timer", "1");

        context.Statuses.Count.ShouldBe(2);
        context.Statuses[0].GetProperty("step").GetString().ShouldBe("poll");
        context.Statuses[0].GetProperty("visit").GetInt32().ShouldBe(3);
        context.Statuses[0].GetProperty("attempt").GetInt32().ShouldBe(2);
        context.Statuses[0].GetProperty("nextAttemptAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 1, 500, TimeSpan.Zero));
        context.Statuses[1].GetProperty("status").GetString().ShouldBe("suspended");
    }

    [Fact]
    public async Task Branches_begin_together_on_the_state_at_hand_and_are_handed_on_in_order_when_all_have_ended()
    {
        var context = Parting(End);

        await context.RunAsync(Input(Together), "end w:b", "end w:a");

        context.Actions.ShouldBe(["child w:a", "child w:b", "step"]);
        context.Calls[0].Branches!.Value.Select(branch => branch.Outcome!.Value.GetString()).ShouldBe(["end w:a", "end w:b"]);
        context.Inputs["w:b"].Walker.Branch.ShouldBe("b");
        context.Inputs["w:b"].State.InputsKey.ShouldBe(State.InputsKey);
        context.Inputs["w:b"].Decision.ShouldBeOfType<Decision.Begin>();
        context.Inputs["w:b"].Status.ShouldBeNull();
    }

    [Fact]
    public async Task Branch_that_gives_way_is_handed_on_beside_the_others_when_all_have_ended()
    {
        var context = Parting(End);

        await context.RunAsync(Input(Together), "break w:a", "end w:b");

        context.Calls.Count.ShouldBe(1);
        context.Calls[0].Fault.ShouldBeNull();
        context.Calls[0].Branches!.Value.Select(branch => branch.Fault).ShouldBe(["System.Exception", null]);
    }

    [Fact]
    public async Task Status_of_steps_that_run_together_tells_the_first()
    {
        var context = Parting(End);
        var status = new RunStatus { RunId = "run", FlowId = "f", Status = RunState.Running, Items = ItemCounts.OneRunning, CreatedAt = default };

        await context.RunAsync(Input(Together) with { Status = status }, "end w:a", "end w:b");

        context.Statuses[0].GetProperty("step").GetString().ShouldBe("a");
    }

    static TaskFaultedException StoreGaveWay => new("Step", typeof(StepFaultedException).FullName!, StepFaultedException.StoreGaveWay);

    static Decision Together => new Decision.Together(
    [
        new Decision.Branch("w:a", Root with { Branch = "a", IsWholeRun = false }, new Decision.Visit("a", 1, 1, 0)),
        new Decision.Branch("w:b", Root with { Branch = "b", IsWholeRun = false }, new Decision.Visit("b", 1, 1, 0)),
    ]);

    static ScriptedContext Parting(params Decision[] decisions)
    {
        var left = new Queue<Decision>(decisions);
        return new ScriptedContext(_ => Turn(left.Dequeue())) { Children = new() { ["w:a"] = new(), ["w:b"] = new() } };
    }

    static ScriptedContext Playing(params Decision[] decisions) => Playing(() => JsonElement.Parse("{}"), decisions);

    static ScriptedContext Playing(Func<JsonElement> child, params Decision[] decisions)
    {
        var left = new Queue<Decision>(decisions);
        return new ScriptedContext(_ => Turn(left.Dequeue())) { Child = child };
    }

    static WorkflowInput Input(Decision first) => new(WorkflowOrchestration.EngineVersion, Root, State, first);

    static WalkState State => new() { InputsKey = "inputs/run/00000" };

    static StepTurn Turn(Decision decision) => new(State, decision, 100);

    static Decision.Visit Visit(long delay) => new("a", 1, 1, delay);

    static Decision.Enter Enter(long delay) => new("w:1", Input(Visit(0)), delay);
}
