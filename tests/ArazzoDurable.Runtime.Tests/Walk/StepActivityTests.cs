using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

public sealed class StepActivityTests
{
    const string One = """
        operations: {a: GET /a}
        steps: [{stepId: a, operationId: a, outputs: {x: $response.body}}]
        outputs-of-main: {x: $steps.a.outputs.x}

        """;

    const string Nested = """
        operations: {a: GET /a, b: GET /b}
        workflows:
          - {workflowId: main, steps: [{stepId: run, workflowId: sub, onFailure: [{name: on, type: goto, stepId: b}]}, {stepId: b, operationId: b}]}
          - {workflowId: sub, steps: [{stepId: a, operationId: a}]}

        """;

    [Fact]
    public async Task Step_of_a_suspended_run_is_held_without_a_call_and_made_after_the_resume()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 200}]", holds: true);
        var runId = await flow.SubmitAsync();
        await flow.ControlAsync(runId, RunControl.Suspended);

        var held = await flow.StepAsync(flow.First());

        held.Decision.ShouldBeOfType<Decision.Held>();
        flow.Caller.Calls.ShouldBeEmpty();
        (await flow.StepAsync(flow.First(), held)).Decision.ShouldBeOfType<Decision.Held>();
        await flow.ControlAsync(runId, RunControl.Run);
        (await flow.StepAsync(flow.First(), held)).Decision.ShouldBeOfType<Decision.End>();
        flow.Caller.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rest_of_the_wait_for_a_workflow_is_waited_after_the_resume_of_a_run_that_was_suspended_meanwhile()
    {
        var flow = await WalkFlow.StoreAsync(Nested, holds: true);
        var runId = await flow.SubmitAsync();
        var enter = flow.First().Decision.ShouldBeOfType<Decision.Enter>() with { DelayMs = 5000 };
        await flow.ControlAsync(runId, RunControl.Suspended);

        var held = await flow.StepAsync(flow.First() with { Decision = enter, RemainingMs = 1234 });
        var still = await flow.StepAsync(flow.First(), held);
        await flow.ControlAsync(runId, RunControl.Run);
        var resumed = await flow.StepAsync(flow.First(), still);

        held.Decision.ShouldBeOfType<Decision.Held>();
        still.Decision.ShouldBeOfType<Decision.Held>();
        resumed.Decision.ShouldBeOfType<Decision.Enter>().DelayMs.ShouldBe(1234);
        resumed.Decision.ShouldBeOfType<Decision.Enter>().InstanceId.ShouldBe(enter.InstanceId);
    }

    [Fact]
    public async Task Step_of_a_cancelled_run_ends_it_as_cancelled_without_a_call()
    {
        var flow = await WalkFlow.StoreAsync(One, holds: true);
        var runId = await flow.SubmitAsync();
        await flow.ControlAsync(runId, RunControl.Cancelled);

        await flow.StepAsync(flow.First());

        flow.Caller.Calls.ShouldBeEmpty();
        var result = await flow.ResultAsync(runId);
        result.Status.ShouldBe(ItemOutcome.Cancelled);
        result.Result.Error!.Code.ShouldBe(ItemErrorCodes.Cancelled);
        (await flow.Rig.Runs.GetAsync(runId, false, false, CancellationToken.None))!.Status.ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task Hint_without_a_change_waits_only_for_the_rest()
    {
        var flow = await WalkFlow.StoreAsync(One, holds: true);
        await flow.SubmitAsync();

        var turn = await flow.StepAsync(flow.First() with { Decision = new Decision.Visit("a", 1, 1, 5000), RemainingMs = 1234 });

        turn.Decision.ShouldBe(new Decision.Visit("a", 1, 1, 1234));
        flow.Caller.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Workflow_step_whose_workflow_was_cancelled_is_cancelled_and_takes_no_action()
    {
        var flow = await WalkFlow.StoreAsync(Nested, holds: true);
        var runId = await flow.SubmitAsync();
        var outcome = new WorkflowOutcome(ItemOutcome.Cancelled, OutputSet.Empty, new ItemError(ItemErrorCodes.Cancelled, "The run was cancelled."), null, 2);

        await flow.StepAsync(flow.First() with { Returned = JsonSerializer.SerializeToElement(outcome, Durability.RuntimeJson.Default.WorkflowOutcome) });

        (await flow.ResultAsync(runId)).Status.ShouldBe(ItemOutcome.Cancelled);
        flow.Caller.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Step_that_gave_way_ends_the_item_with_an_internal_error()
    {
        var flow = await WalkFlow.StoreAsync(One, holds: true);
        var runId = await flow.SubmitAsync();

        await flow.StepAsync(flow.First() with { Fault = "System.IO.IOException" });

        var error = (await flow.ResultAsync(runId)).Result.Error!;
        error.Code.ShouldBe(ItemErrorCodes.InternalError);
        error.Message.ShouldBe("The runner gave way with System.IO.IOException.");
    }

    [Fact]
    public async Task Store_that_gave_way_has_one_name_and_the_same_call_goes_well_when_it_is_back()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 200}]", holds: true);
        var runId = await flow.SubmitAsync();
        flow.Rig.Store.IsOutOfReach = _ => true;

        var fault = await Should.ThrowAsync<StepFaultedException>(() => flow.StepAsync(flow.First()));
        flow.Rig.Store.IsOutOfReach = _ => false;
        await flow.StepAsync(flow.First());

        fault.Message.ShouldBe(StepFaultedException.StoreGaveWay);
        flow.Rig.Events.OfType<WalkEvent.Faulted>().Single().Exception.Message.ShouldBe("The store is out of reach.");
        (await flow.ResultAsync(runId)).Status.ShouldBe(ItemOutcome.Success);
    }

    [Fact]
    public async Task Start_that_a_store_gave_way_to_is_made_later()
    {
        var flow = await WalkFlow.StoreAsync(One, holds: true);
        flow.Rig.Store.IsOutOfReach = key => key.Contains("inputs", StringComparison.Ordinal);
        await Should.ThrowAsync<StoreFailedException>(() => flow.SubmitAsync());
        flow.Rig.Store.IsOutOfReach = _ => false;
        var runId = (await flow.Rig.Runs.ListAsync(new RunFilter(), null, 9, CancellationToken.None)).Runs.Single().RunId;
        flow.Rig.Started.ShouldBeEmpty();
        flow.Rig.Time.Advance(TimeSpan.FromSeconds(5));

        var status = await flow.Rig.Runs.GetAsync(runId, false, false, CancellationToken.None);

        status!.Status.ShouldBe(RunState.Running);
        flow.Rig.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Last_step_that_is_redelivered_changes_nothing()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 200, body: first}, {status: 500, body: second}]", holds: true);
        var runId = await flow.SubmitAsync();
        var first = await flow.StepAsync(flow.First());
        var stored = flow.Rig.Stored();
        flow.Rig.Time.Advance(TimeSpan.FromMinutes(1));

        var second = await flow.StepAsync(flow.First());

        JsonSerializer.Serialize(second.Decision, Durability.RuntimeJson.Default.Decision).ShouldBe(JsonSerializer.Serialize(first.Decision, Durability.RuntimeJson.Default.Decision));
        flow.Rig.Stored().ShouldBe(stored);
        (await flow.ResultAsync(runId)).Result.Value!.Value.GetProperty("x").GetString().ShouldBe("first");
    }

    [Fact]
    public async Task Large_output_is_kept_in_the_store_and_comes_back()
    {
        var large = new string('x', OutputValue.InlineLimit);
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a, b: POST /b}
            steps:
              - {stepId: a, operationId: a, outputs: {x: $response.body, n: $response.body#/n} }
              - {stepId: b, operationId: b, requestBody: {contentType: application/json, payload: $steps.a.outputs.x.t} }
            outputs-of-main: {x: $steps.a.outputs.x}
            answers: [{status: 200, body: {t: {{large}}, n: 1} }, {status: 200}]
            """, holds: true);
        var runId = await flow.SubmitAsync();

        var turn = await flow.StepAsync(flow.First());
        var outputs = turn.State.Outputs["a"].Values;
        outputs["x"].Value.ShouldBeNull();
        outputs["n"].Key.ShouldBeNull();
        turn.Bytes.ShouldBeLessThan(2048);
        await flow.StepAsync(flow.First(), turn);

        flow.Caller.Calls[1].Body.ShouldBe($"\"{large}\"");
        (await flow.ResultAsync(runId)).Result.Value!.Value.GetProperty("x").GetProperty("t").GetString().ShouldBe(large);
    }

    [Fact]
    public async Task Large_outputs_of_two_attempts_of_a_visit_are_kept_apart()
    {
        var (old, fresh) = (new string('o', OutputValue.InlineLimit), new string('f', OutputValue.InlineLimit));
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a}
            steps: [{stepId: a, operationId: a, outputs: {x: $response.body}, onFailure: [{name: again, type: retry}] }]
            outputs-of-main: {x: $steps.a.outputs.x}
            answers: [{status: 500, body: {{old}} }, {status: 200, body: {{fresh}} }]
            """);

        var runId = await flow.SubmitAsync();

        (await flow.ResultAsync(runId)).Result.Value!.Value.GetProperty("x").GetString().ShouldBe(fresh);
    }

    [Fact]
    public async Task Timeout_goes_on_while_nothing_runs_and_a_redelivery_does_not_start_it_anew()
    {
        var flow = await WalkFlow.StoreAsync("""
            arazzo: 1.1.0
            operations: {a: GET /a}
            steps: [{stepId: a, operationId: a, timeout: 1000, onFailure: [{name: again, type: retry, retryAfter: 5}]}]
            """, holds: true);
        await flow.SubmitAsync();
        flow.Rig.Time.Advance(TimeSpan.FromHours(1));
        // No answer is left for the call that was sent, so the attempt breaks off as in a crash.
        await Should.ThrowAsync<StepFaultedException>(() => flow.StepAsync(flow.First()));
        flow.Caller.Calls.Count.ShouldBe(1, "an attempt that has not begun has all its time");
        flow.Rig.Time.Advance(TimeSpan.FromSeconds(1));

        var turn = await flow.StepAsync(flow.First());

        flow.Caller.Calls.Count.ShouldBe(1);
        turn.Decision.ShouldBe(new Decision.Visit("a", 1, 2, 5000));
    }

    [Fact]
    public async Task Time_that_a_run_was_suspended_before_an_attempt_does_not_count()
    {
        var flow = await WalkFlow.StoreAsync("""
            arazzo: 1.1.0
            operations: {a: GET /a}
            steps: [{stepId: a, operationId: a, timeout: 1000}]
            answers: [{status: 200, takes: 999}]
            """, holds: true);
        var runId = await flow.SubmitAsync();
        await flow.ControlAsync(runId, RunControl.Suspended);
        var held = await flow.StepAsync(flow.First());
        flow.Rig.Time.Advance(TimeSpan.FromDays(1));
        await flow.ControlAsync(runId, RunControl.Run);

        await flow.StepAsync(flow.First(), held);

        (await flow.ResultAsync(runId)).Status.ShouldBe(ItemOutcome.Success);
    }

    [Fact]
    public async Task Branches_of_a_cancelled_run_end_it_as_cancelled_whatever_else_failed()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: GET /a, b: GET /b, c: GET /c}
            steps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}, {stepId: c, operationId: c}]
            answers: [{status: 500}]
            """, holds: true);
        var runId = await flow.SubmitAsync(WalkFlow.Options with { Parallel = true });
        var together = flow.First().Decision.ShouldBeOfType<Decision.Together>();
        var failed = await flow.StepAsync(Begin(flow, together.Branches[0]));
        await flow.ControlAsync(runId, RunControl.Cancelled);
        var cancelled = await flow.StepAsync(Begin(flow, together.Branches[1]));

        await flow.StepAsync(flow.First() with { Branches = [Ended(failed), Ended(cancelled), new BranchReturn(null, "System.Exception")] });

        (await flow.ResultAsync(runId)).Status.ShouldBe(ItemOutcome.Cancelled);
        flow.Caller.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Branch_that_gave_way_fails_the_item_and_the_outputs_of_the_others_are_kept()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: GET /a, b: GET /b}
            steps: [{stepId: a, operationId: a}, {stepId: b, operationId: b, outputs: {x: $response.body}}]
            outputs-of-main: {x: $steps.b.outputs.x}
            answers: [{status: 200, body: 2}]
            """, holds: true);
        var runId = await flow.SubmitAsync(WalkFlow.Options with { Parallel = true });
        var together = flow.First().Decision.ShouldBeOfType<Decision.Together>();
        var ended = await flow.StepAsync(Begin(flow, together.Branches[1]));

        await flow.StepAsync(flow.First() with { Branches = [new BranchReturn(null, "System.Exception"), Ended(ended)] });

        var result = (await flow.ResultAsync(runId)).Result;
        result.Error!.Code.ShouldBe(ItemErrorCodes.InternalError);
        result.Value!.Value.GetProperty("x").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Branches_are_at_most_so_many_at_once()
    {
        var steps = string.Join(", ", Enumerable.Range(1, 20).Select(number => $"{{stepId: s{number}, operationId: a}}"));
        var answers = string.Join(", ", Enumerable.Repeat("{status: 200}", 20));
        var flow = await WalkFlow.StoreAsync($"operations: {{a: GET /a}}\nsteps: [{steps}]\nanswers: [{answers}]", holds: true);
        await flow.SubmitAsync(WalkFlow.Options with { Parallel = true });
        var first = flow.First().Decision.ShouldBeOfType<Decision.Together>();
        first.Branches.Length.ShouldBe(16);
        var ended = new List<BranchReturn>();
        foreach (var branch in first.Branches)
            ended.Add(Ended(await flow.StepAsync(Begin(flow, branch))));

        var second = await flow.StepAsync(flow.First() with { Branches = [.. ended] });

        second.Decision.ShouldBeOfType<Decision.Together>().Branches.Select(branch => branch.Walker.Branch).ShouldBe(["s17", "s18", "s19", "s20"]);
        second.State.VisitsUsed.ShouldBe(16);
    }

    static StepCall Begin(WalkFlow flow, Decision.Branch branch) => new(branch.Walker, flow.First().State, new Decision.Begin());

    static BranchReturn Ended(StepTurn turn) => new(turn.Decision.ShouldBeOfType<Decision.End>().Output);

    [Fact]
    public async Task Child_that_begins_with_another_workflow_does_not_hold_its_input()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: GET /a}
            workflows:
              - {workflowId: one, steps: [{stepId: s, workflowId: two}]}
              - {workflowId: two, steps: [{stepId: s, workflowId: three}]}
              - {workflowId: three, steps: [{stepId: s, operationId: a}]}
            """, holds: true);
        await flow.SubmitAsync();

        var enter = flow.Rig.Started.Single().Decision.ShouldBeOfType<Decision.Enter>();

        enter.Input.Decision.ShouldBeOfType<Decision.Begin>();
        var turn = await flow.StepAsync(new StepCall(enter.Input.Walker, enter.Input.State, enter.Input.Decision));
        turn.Decision.ShouldBeOfType<Decision.Enter>().Input.Decision.ShouldBeOfType<Decision.Visit>();
    }
}
