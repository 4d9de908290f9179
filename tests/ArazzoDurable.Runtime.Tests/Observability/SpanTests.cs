using System.Diagnostics;
using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Observability;

[Collection(Listening.Name)]
public sealed class SpanTests
{
    const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    const string SpanId = "b7ad6b7169203331";

    const string Retried = """
        operations: {look: GET /it}
        steps:
          - stepId: look
            operationId: look
            onFailure: [{name: again, type: retry, retryAfter: 1, retryLimit: 2}]
        answers: [{status: 503}, {refuse: gone}, {status: 200}]
        """;

    [Fact]
    public async Task Each_attempt_has_a_span_below_that_of_the_submit()
    {
        using var spans = new SpanRecorder();
        var flow = await WalkFlow.StoreAsync(Retried);

        var runId = await SubmitAsync(flow, TraceOrigin.Of(TraceId, SpanId, "their-run", stepId: "their-step"));

        spans.Submit.TraceId.ToString().ShouldBe(TraceId);
        spans.Submit.ParentSpanId.ToString().ShouldBe(SpanId);
        Tag(spans.Submit, "arazzo.run.id").ShouldBe(runId);
        Tag(spans.Submit, "arazzo.origin.run.id").ShouldBe("their-run");
        Tag(spans.Submit, "arazzo.origin.step.id").ShouldBe("their-step");
        Tag(spans.Submit, "arazzo.outcome").ShouldBe("accepted");
        spans.Steps.Count.ShouldBe(3);
        spans.Steps.ShouldAllBe(span => span.ParentSpanId == spans.Submit.SpanId && span.TraceId == spans.Submit.TraceId && span.Kind == ActivityKind.Client);
        spans.Steps.Select(span => Tag(span, "arazzo.attempt")).ShouldBe([1, 2, 3]);
        spans.Steps.Select(span => Tag(span, "arazzo.outcome")).ShouldBe(["failure", "no-response", "success"]);
        spans.Steps.Select(span => Tag(span, "http.response.status_code")).ShouldBe([503, null, 200]);
        spans.Steps.Select(span => span.Status).ShouldBe([ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset]);
        spans.Steps.Select(span => span.Events.Count()).ShouldBe([1, 1, 0]);
        var first = spans.Steps[0];
        (Tag(first, "arazzo.run.id"), Tag(first, "arazzo.item"), Tag(first, "arazzo.flow.id"), Tag(first, "arazzo.workflow.id"), Tag(first, "arazzo.step.id"), Tag(first, "arazzo.visit"))
            .ShouldBe((runId, 0, flow.FlowId, "main", "look", 1));
    }

    [Fact]
    public async Task Attempt_that_another_process_makes_again_is_in_the_same_trace()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {look: GET /it}
            steps: [{stepId: look, operationId: look}]
            answers: [{status: 200}, {status: 200}]
            """, holds: true);
        // Nobody listens at the submit, as in a process that has ended since.
        await SubmitAsync(flow, TraceOrigin.OfHeaders($"00-{TraceId}-{SpanId}-01", "vendor=1"));
        using var ambient = new Activity("of something else").Start();
        using var spans = new SpanRecorder();

        await flow.StepAsync(flow.First());
        await flow.Rig.Records.ChangeAsync(flow.Rig.Started[0].Walker.RunId, record => record with { Status = RunState.Running, CompletedAt = null, Items = ItemCounts.OneRunning, Outcomes = default }, default);
        await flow.StepAsync(flow.First());

        spans.Steps.Count.ShouldBe(2);
        spans.Steps.ShouldAllBe(span => span.TraceId.ToString() == TraceId && span.ParentSpanId.ToString() == SpanId && span.TraceStateString == "vendor=1");
        spans.Steps.Select(span => span.SpanId).Distinct().Count().ShouldBe(2);
        Activity.Current.ShouldBeSameAs(ambient);
    }

    [Fact]
    public async Task Steps_of_a_submit_without_a_trace_are_in_that_of_its_own_span()
    {
        using var spans = new SpanRecorder();
        var flow = await WalkFlow.StoreAsync(Retried);

        await SubmitAsync(flow, null);

        spans.Steps.Select(span => span.TraceId).Distinct().ShouldBe([spans.Submit.TraceId]);
    }

    [Fact]
    public async Task Refused_submit_has_a_span_that_failed()
    {
        using var spans = new SpanRecorder();
        var flow = await WalkFlow.StoreAsync(Retried);

        await flow.Rig.Runs.SubmitAsync(new RunSubmission(flow.FlowId, "none", [flow.Given.Inputs], RunOptions.Default), default);

        (Tag(spans.Submit, "arazzo.outcome"), spans.Submit.Status).ShouldBe(("unknown-workflow", ActivityStatusCode.Error));
    }

    [Fact]
    public async Task Span_tells_no_secret()
    {
        using var spans = new SpanRecorder();
        var flow = await WalkFlow.StoreAsync("""
            operations: {look: 'GET /it/{id}'}
            inputs: {apiToken: t0p-s3cret-value}
            workflows:
              - workflowId: main
                inputs: {type: object, properties: {apiToken: {type: string}}}
                steps:
                  - stepId: look
                    operationId: look
                    parameters: [{name: id, in: path, value: $inputs.apiToken}]
                    successCriteria: [{condition: "$response.body#/x == 't0p-s3cret-value'"}]
            answers: [{status: 200, body: {x: 1}}]
            """);

        await SubmitAsync(flow, null);

        spans.Told.ShouldContain("arazzo.problem.message=");
        spans.Told.ShouldNotContain("t0p-s3cret-value");
    }

    [Theory]
    [InlineData("0AF7651916CD43DD8448EB211C80319C", SpanId, $"00-{TraceId}-{SpanId}-01")]
    [InlineData("x", SpanId, null)]
    [InlineData(TraceId, null, null)]
    [InlineData("00000000000000000000000000000000", SpanId, null)]
    [InlineData(TraceId, "b7ad6b716920333g", null)]
    public void Ids_that_are_none_are_overlooked(string? traceId, string? spanId, string? expected) =>
        TraceOrigin.Of(traceId, spanId)?.TraceParent.ShouldBe(expected);

    static async Task<string> SubmitAsync(WalkFlow flow, TraceOrigin? trace)
    {
        var outcome = await flow.Rig.Runs.SubmitAsync(new RunSubmission(flow.FlowId, null, [flow.Given.Inputs], WalkFlow.Options) { Trace = trace }, default);
        return outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Message ?? "").Status.RunId;
    }

    static object? Tag(Activity span, string name) => span.GetTagItem(name);
}
