using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

public sealed class StepEventTests
{
    const string One = """
        operations: {a: GET /a}
        steps: [{stepId: a, operationId: a, onFailure: [{name: again, type: retry, retryAfter: 5, retryLimit: 9}]}]

        """;

    [Fact]
    public async Task Turn_that_is_delivered_again_is_told_once()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 500}, {status: 500}]", holds: true);
        var runId = await flow.SubmitAsync();

        await flow.StepAsync(flow.First());
        await flow.StepAsync(flow.First());

        CaseEvents.Of(flow.Rig.Log, runId).ShouldBe(["attempted a#1.1 500 -> retry a in 5 s", "waiting a#1.2 5 s"]);
    }

    [Fact]
    public async Task Turn_writes_once_and_one_in_which_nothing_happened_never()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 500}]", holds: true);
        var runId = await flow.SubmitAsync();
        var before = flow.Rig.Log.Writes;

        var waiting = await flow.StepAsync(flow.First());
        flow.Rig.Log.Writes.ShouldBe(before + 1);
        await flow.ControlAsync(runId, RunControl.Suspended);
        var held = await flow.StepAsync(flow.First() with { State = waiting.State, Decision = waiting.Decision, RemainingMs = 1234 });
        await flow.ControlAsync(runId, RunControl.Run);
        var rest = await flow.StepAsync(flow.First(), held);

        rest.Decision.ShouldBe(new Decision.Visit("a", 1, 2, 1234));
        flow.Rig.Log.Writes.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Visit_of_a_run_that_is_cancelled_while_it_waits_is_over()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 500}]", holds: true);
        var runId = await flow.SubmitAsync();
        var waiting = await flow.StepAsync(flow.First());
        await flow.ControlAsync(runId, RunControl.Cancelled);

        await flow.StepAsync(flow.First(), waiting);

        CaseEvents.Of(flow.Rig.Log, runId).Last().ShouldBe("completed a#1.2 failure -> end");
    }

    [Fact]
    public async Task Runner_that_gave_way_is_told_by_the_name_of_what_gave_way()
    {
        var flow = await WalkFlow.StoreAsync(One, holds: true);
        var runId = await flow.SubmitAsync();
        var first = flow.First();

        await flow.StepAsync(first with { Fault = "System.IO.IOException" });

        CaseEvents.Of(flow.Rig.Log, runId).ShouldBe(["attempted a#1.1 internal-error -> end", "completed a#1.1 failure -> end"]);
    }

    [Fact]
    public async Task Secret_in_an_error_is_masked_in_the_event()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: GET /a}
            inputs: {token: canary-4711}
            steps: [{stepId: a, operationId: a, parameters: [{name: Authorization, in: header, value: Bearer $inputs.token}]}]
            answers: [{refuse: canary-4711 was refused}]
            """, holds: true);
        var runId = await flow.SubmitAsync();

        await flow.StepAsync(flow.First());

        CaseEvents.Of(flow.Rig.Log, runId).ShouldNotBeEmpty();
        string.Concat(flow.Rig.Log.All(runId).Select(entry => System.Text.Encoding.UTF8.GetString(entry.Value.Span))).ShouldNotContain("4711");
    }

    [Fact]
    public async Task Items_visits_are_told_with_their_attempts_and_the_time_of_the_next()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 500, takes: 20}, {status: 503, takes: 30}]", holds: true);
        var runId = await flow.SubmitAsync();
        var began = flow.Rig.Time.GetUtcNow();
        var first = await flow.StepAsync(flow.First());
        flow.Rig.Time.Advance(TimeSpan.FromSeconds(5));
        await flow.StepAsync(flow.First(), first with { Decision = new Decision.Visit("a", 1, 2, 0) });

        var item = (await flow.Rig.Runs.GetItemAsync(runId, 0, reveal: false, CancellationToken.None))!;

        (item.Status, item.Step, item.Visit, item.Attempt).ShouldBe((Items.ItemStatus.Running, "a", 1, 3));
        item.NextAttemptAt.ShouldBe(flow.Rig.Time.GetUtcNow().AddSeconds(5));
        var visit = item.Visits!.Value.Single();
        (visit.WorkflowId, visit.Path, visit.StepId, visit.Visit, visit.Success, visit.Generation).ShouldBe(("main", null, "a", 1, null, null));
        visit.StartedAt.ShouldBe(began);
        visit.NextAttemptAt.ShouldBe(item.NextAttemptAt);
        visit.Attempts.Select(attempt => (attempt.Attempt, attempt.StatusCode, attempt.Success, attempt.DurationMs, attempt.Next.Move)).ShouldBe(
            [(1, 500, false, 20L, MoveKind.Retry), (2, 503, false, 30L, MoveKind.Retry)]);
        visit.Attempts[0].Error!.Message.ShouldBe("the status 500 is none of success");
    }
}
