using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>What cases cannot show of reruns: walks that end because the runner gives way.</summary>
public sealed class RerunTests
{
    const string Fault = "Some.Exception";

    const string Two = """
        operations: {a: POST /a, b: POST /b}
        steps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}]

        """;

    const string Nested = """
        operations: {a: POST /a, b: POST /b}
        inputs: {n: 1}
        workflow: main
        workflows:
          - {workflowId: main, steps: [{stepId: run, workflowId: sub, outputs: {x: $outputs.x}}, {stepId: b, operationId: b, parameters: [{name: x, in: query, value: $steps.run.outputs.x}]}]}
          - {workflowId: sub, inputs: {type: object, properties: {n: {type: integer}}}, steps: [{stepId: a, operationId: a, outputs: {x: $response.body}}], outputs: {x: $steps.a.outputs.x}}

        """;

    [Fact]
    public async Task Workflow_that_returned_with_success_before_the_fault_is_not_entered_again()
    {
        var flow = await WalkFlow.StoreAsync(Nested + "answers: [{status: 200, body: 7}, {status: 200}]", holds: true);
        var runId = await flow.SubmitAsync();
        var returned = await EndOfAsync(flow, flow.First().Decision.ShouldBeOfType<Decision.Enter>());
        await flow.StepAsync(flow.First() with { Decision = null, Returned = returned, Fault = Fault });
        (await flow.ResultAsync(runId)).Result.Error!.Code.ShouldBe(ItemErrorCodes.InternalError);

        await RerunAsync(flow, runId);

        await WalkOnAsync(flow);
        Sent(flow).ShouldBe(["/v1/a", "/v1/b?x=7"]);
        (await flow.ResultAsync(runId)).Status.ShouldBe(ItemOutcome.Success);
    }

    [Fact]
    public async Task Workflow_whose_instance_broke_is_entered_again_with_the_same_inputs()
    {
        var flow = await WalkFlow.StoreAsync(Nested, holds: true);
        var runId = await flow.SubmitAsync();
        var before = flow.First().Decision.ShouldBeOfType<Decision.Enter>();
        for (var generation = 1; generation <= 2; generation++)
        {
            var call = flow.First();
            // A walk that goes on from a checkpoint comes to its decision in a turn of its own.
            if (call.Decision is Decision.Begin)
                call = call with { State = (await flow.StepAsync(call)).State };
            await flow.StepAsync(call with { Decision = null, Fault = Fault });

            await RerunAsync(flow, runId);

            var again = (await flow.StepAsync(flow.First())).Decision.ShouldBeOfType<Decision.Enter>();
            again.InstanceId.ShouldNotBe(before.InstanceId);
            again.Input.Walker.Generation.ShouldBe(generation);
            again.Input.State.InputsKey.ShouldBe(before.Input.State.InputsKey);
        }
        flow.Caller.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Steps_that_ran_together_before_the_fault_are_kept_but_for_those_that_broke()
    {
        var flow = await WalkFlow.StoreAsync(Two + "answers: [{status: 200}, {status: 200}]", holds: true);
        var runId = await flow.SubmitAsync(WalkFlow.Options with { Parallel = true });
        var together = flow.First().Decision.ShouldBeOfType<Decision.Together>();
        var first = await flow.StepAsync(new StepCall(together.Branches[0].Walker, flow.First().State, new Decision.Begin()));
        await flow.StepAsync(flow.First() with
        {
            Branches = [new BranchReturn(first.Decision.ShouldBeOfType<Decision.End>().Output), new BranchReturn(null, Fault)],
            Fault = Fault,
        });

        await RerunAsync(flow, runId);

        var begun = await flow.StepAsync(flow.First());
        var again = begun.Decision.ShouldBeOfType<Decision.Together>().Branches.ShouldHaveSingleItem();
        again.Walker.Branch.ShouldBe("b");
        var second = await flow.StepAsync(new StepCall(again.Walker, begun.State, new Decision.Begin()));
        var joined = await flow.StepAsync(flow.First() with
        {
            State = begun.State,
            Decision = begun.Decision,
            Branches = [new BranchReturn(second.Decision.ShouldBeOfType<Decision.End>().Output)],
        });
        joined.Decision.ShouldBeOfType<Decision.End>();
        Sent(flow).ShouldBe(["/v1/a", "/v1/b"]);
        (await flow.ResultAsync(runId)).Status.ShouldBe(ItemOutcome.Success);
    }

    [Fact]
    public async Task Turn_of_a_generation_before_makes_no_call_and_ends_nothing()
    {
        var flow = await WalkFlow.StoreAsync(Two + "answers: [{status: 500}]", holds: true);
        var runId = await flow.SubmitAsync();
        var stale = flow.First();
        await flow.StepAsync(stale);
        await RerunAsync(flow, runId);

        (await flow.StepAsync(stale)).Decision.ShouldBeOfType<Decision.End>();
        (await flow.StepAsync(stale with { Walker = stale.Walker with { IsWholeRun = false } })).Decision.ShouldBeOfType<Decision.End>();
        (await flow.StepAsync(stale with { Walker = stale.Walker with { IsWholeRun = false, Branch = "a" } })).Decision.ShouldBeOfType<Decision.End>();

        Sent(flow).ShouldBe(["/v1/a"]);
        (await flow.Rig.Records.GetAsync(runId, CancellationToken.None)).IsEnded.ShouldBeFalse();
    }

    [Fact]
    public async Task Generation_that_left_no_checkpoint_is_passed_over()
    {
        var flow = await WalkFlow.StoreAsync(Two + "answers: [{status: 200}, {status: 500}]");
        var runId = await flow.SubmitAsync();
        await flow.Rig.Records.ChangeAsync(runId, record => record.Rerun().EndOnlyItem(1, ItemOutcome.Cancelled, DateTimeOffset.UnixEpoch), CancellationToken.None);
        flow.Caller.Add([JsonElement.Parse("""{"status": 200}""")]);

        await RerunAsync(flow, runId);

        Sent(flow).ShouldBe(["/v1/a", "/v1/b", "/v1/b"]);
        (await flow.Rig.Records.GetAsync(runId, CancellationToken.None)).Generation.ShouldBe(2);
    }

    [Fact]
    public async Task Rerun_is_told_in_the_log_and_has_no_result_until_it_has_ended()
    {
        var flow = await WalkFlow.StoreAsync(Two + "answers: [{status: 500}]", holds: true);
        var runId = await flow.SubmitAsync();
        await flow.StepAsync(flow.First());

        await RerunAsync(flow, runId);

        var page = await flow.Rig.Log.ReadAsync(runId, 0, 100, CancellationToken.None);
        page.Entries.Select(entry => Encoding.UTF8.GetString(entry.Value.Span)).Count(text => text.Contains("run.restarted", StringComparison.Ordinal)).ShouldBe(1);
        var status = (await flow.Rig.Runs.GetAsync(runId, includeResults: true, reveal: false, CancellationToken.None))!;
        status.Status.ShouldBe(RunState.Running);
        status.CompletedAt.ShouldBeNull();
        status.Results!.Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_that_has_not_ended_is_not_walked_again()
    {
        var flow = await WalkFlow.StoreAsync(Two, holds: true);
        var runId = await flow.SubmitAsync();

        var conflict = (await flow.Rig.Runs.CommandAsync(runId, RunCommand.Rerun, CancellationToken.None)).ShouldBeOfType<CommandOutcome.Conflict>();

        conflict.Status.Status.ShouldBe(RunState.Running);
        conflict.Message.ShouldContain("cancel it first", Case.Sensitive);
        flow.Rig.Started.Count.ShouldBe(1);
    }

    static async Task RerunAsync(WalkFlow flow, string runId) =>
        (await flow.Rig.Runs.CommandAsync(runId, RunCommand.Rerun, CancellationToken.None)).ShouldBeOfType<CommandOutcome.Accepted>();

    static async Task<JsonElement> EndOfAsync(WalkFlow flow, Decision.Enter enter)
    {
        enter.Input.EngineVersion.ShouldBe(WorkflowOrchestration.EngineVersion);
        var turn = await flow.StepAsync(new StepCall(enter.Input.Walker, enter.Input.State, enter.Input.Decision));
        return turn.Decision.ShouldBeOfType<Decision.End>().Output;
    }

    static async Task WalkOnAsync(WalkFlow flow)
    {
        var turn = await flow.StepAsync(flow.First());
        while (turn.Decision is Decision.Visit)
            turn = await flow.StepAsync(flow.First(), turn);
        turn.Decision.ShouldBeOfType<Decision.End>();
    }

    static IEnumerable<string> Sent(WalkFlow flow) => flow.Caller.Calls.Select(call => call.Uri.PathAndQuery);
}
