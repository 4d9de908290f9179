using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Tests.Walk;

public sealed class IdempotencyKeyTests
{
    const string Post = """
        operations: {a: POST /a}
        steps: [{stepId: a, operationId: a, onFailure: [{name: busy, type: retry, retryLimit: 3, criteria: [{condition: $statusCode == 503}]}]}]

        """;

    [Fact]
    public async Task Key_is_the_same_for_a_redelivery()
    {
        var flow = await WalkFlow.StoreAsync(Post + "answers: [{status: 200}, {status: 200}]", holds: true);
        await flow.SubmitAsync();

        await flow.StepAsync(flow.First());
        await flow.StepAsync(flow.First());

        flow.Keys.Distinct().Single().ShouldNotBeNull();
    }

    [Fact]
    public async Task Key_is_the_same_for_a_repetition_without_a_response_and_another_for_a_retry_after_one()
    {
        var flow = await WalkFlow.StoreAsync(Post + "answers: [{refuse: x}, {refuse: x}, {status: 503}, {refuse: x}, {status: 503}, {status: 200}]");

        await flow.SubmitAsync();

        var keys = flow.Keys.ToList();
        keys[..3].Distinct().Count().ShouldBe(1);
        keys[3..5].Distinct().Count().ShouldBe(1);
        keys.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Key_differs_by_visit_step_and_run()
    {
        const string Twice = """
            operations: {a: POST /a, b: POST /b}
            polling: {interval: 0}
            steps:
              - {stepId: a, operationId: a}
              - {stepId: b, operationId: b, onSuccess: [{name: back, type: goto, stepId: a, criteria: [{condition: $response.body#/back == true}]}]}
            answers: [{status: 200}, {status: 200, body: {back: true}}, {status: 200}, {status: 200}, {status: 200}, {status: 200}]
            """;
        var flow = await WalkFlow.StoreAsync(Twice);

        await flow.SubmitAsync();
        await flow.SubmitAsync();

        flow.Keys.Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public async Task Key_differs_by_the_path_of_workflows()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: POST /a}
            workflows:
              - {workflowId: main, steps: [{stepId: x, workflowId: sub}, {stepId: y, workflowId: sub}]}
              - {workflowId: sub, steps: [{stepId: a, operationId: a}]}
            answers: [{status: 200}, {status: 200}]
            """);

        await flow.SubmitAsync();

        flow.Keys.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Key_differs_by_item_and_generation()
    {
        var flow = await WalkFlow.StoreAsync(Post + "answers: [{status: 200}, {status: 200}, {status: 200}]", holds: true);
        var runId = await flow.SubmitAsync();
        var walker = flow.First().Walker with { IsWholeRun = false };

        await flow.StepAsync(flow.First() with { Walker = walker });
        await flow.StepAsync(flow.First() with { Walker = walker with { Item = 1 } });
        await flow.Rig.Records.ChangeAsync(runId, record => record with { Generation = 1 }, CancellationToken.None);
        await flow.StepAsync(flow.First() with { Walker = walker with { Generation = 1 } });

        flow.Keys.Distinct().Count().ShouldBe(3);
        flow.Keys.ShouldAllBe(key => key!.Length == 32);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Key_is_not_sent_with_a_safe_method(string method)
    {
        var flow = await WalkFlow.StoreAsync($"operations: {{a: {method} /a}}\nsteps: [{{stepId: a, operationId: a}}]\nanswers: [{{status: 200}}]");

        await flow.SubmitAsync();

        flow.Keys.Single().ShouldBeNull();
    }

    [Fact]
    public async Task Unsafe_call_without_a_key_is_not_repeated()
    {
        var flow = await WalkFlow.StoreAsync(Post + "answers: [{refuse: x}]");

        var runId = await flow.SubmitAsync(WalkFlow.Options with { OmitIdempotencyKey = true });

        flow.Keys.Single().ShouldBeNull();
        (await flow.ResultAsync(runId)).Result.Error!.Code.ShouldBe("connection-refused");
    }

    [Fact]
    public async Task At_most_once_call_that_is_redelivered_fails_without_a_call()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: POST /a}
            steps: [{stepId: a, operationId: a, x-delivery: at-most-once}]
            answers: [{status: 200}]
            """, holds: true);
        var runId = await flow.SubmitAsync();
        await flow.StepAsync(flow.First());
        // The crash came before the result was kept.
        await flow.Rig.Store.DeleteAsync(RunKeys.ResultPrefix(runId), 9, CancellationToken.None);
        await flow.Rig.Records.ChangeAsync(runId, record => record with { Status = RunState.Running, Items = ItemCounts.OneRunning, CompletedAt = null }, CancellationToken.None);

        await flow.StepAsync(flow.First());

        flow.Caller.Calls.Count.ShouldBe(1);
        var error = (await flow.ResultAsync(runId)).Result.Error!;
        error.Code.ShouldBe(ItemErrorCodes.OutcomeUnknown);
        error.Message.ShouldBe("Step 'a' failed: it was interrupted after it may have been sent, and is to be delivered at most once.");
    }

    [Fact]
    public async Task At_most_once_call_is_not_repeated_without_a_response_but_is_retried_after_one()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: POST /a}
            steps: [{stepId: a, operationId: a, x-delivery: at-most-once, onFailure: [{name: busy, type: retry, criteria: [{condition: $statusCode == 503}]}]}]
            answers: [{status: 503}, {refuse: x}]
            """);

        var runId = await flow.SubmitAsync();

        flow.Caller.Calls.Count.ShouldBe(2);
        (await flow.ResultAsync(runId)).Result.Error!.Code.ShouldBe("connection-refused");
    }
}
