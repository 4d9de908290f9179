using System.Diagnostics.Metrics;
using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Observability;

[Collection(Listening.Name)]
public sealed class MetricTests : IDisposable
{
    readonly List<(string Instrument, double Value, string Tags)> measured = [];
    readonly MeterListener listener = new();

    public MetricTests()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Runs_items_attempts_and_loops_are_counted()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {look: GET /it}
            steps:
              - stepId: look
                operationId: look
                onSuccess: [{name: done, type: end, criteria: [{condition: $response.body#/x == 1}]}, {name: again, type: goto, stepId: look}]
                onFailure: [{name: retry, type: retry, retryAfter: 1, retryLimit: 1}]
            answers: [{status: 200, body: {x: 0}}, {status: 500}, {status: 200, body: {x: 1}}]
            """);

        await flow.SubmitAsync();
        await flow.Rig.Runs.SubmitAsync(new RunSubmission(flow.FlowId, "none", [flow.Given.Inputs], RunOptions.Default), default);

        Counted("arazzo.submits").ShouldBe(["arazzo.outcome=accepted: 1", "arazzo.outcome=unknown-workflow: 1"]);
        Counted("arazzo.attempts").ShouldBe(["arazzo.outcome=failure: 1", "arazzo.outcome=success: 2"]);
        Counted("arazzo.items").ShouldBe(["arazzo.outcome=success: 1"]);
        Counted("arazzo.loop.entries").ShouldBe([": 1"]);
        measured.Count(each => each.Instrument == "arazzo.attempt.duration").ShouldBe(3);
    }

    [Fact]
    public async Task Items_that_failed_are_counted_once_however_many_workflows_they_walk()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {look: GET /it}
            workflow: main
            workflows:
              - {workflowId: main, steps: [{stepId: call, workflowId: inner}]}
              - {workflowId: inner, steps: [{stepId: look, operationId: look}]}
            answers: [{status: 404}]
            """);

        await flow.SubmitAsync();

        Counted("arazzo.items").ShouldBe(["arazzo.outcome=failed: 1"]);
    }

    [Fact]
    public async Task Metrics_name_no_run()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {look: GET /it}
            steps: [{stepId: look, operationId: look}]
            answers: [{status: 200}]
            """);

        await flow.SubmitAsync();

        measured.Select(each => each.Tags).Distinct().ShouldBe(["arazzo.outcome=accepted", "arazzo.outcome=success"], ignoreOrder: true);
    }

    IEnumerable<string> Counted(string instrument) => measured
        .Where(each => each.Instrument == instrument)
        .GroupBy(each => each.Tags, StringComparer.Ordinal)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => $"{same.Key}: {same.Sum(each => each.Value)}");

    void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured.Add((instrument.Name, value, string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
