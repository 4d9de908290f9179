using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Flows that put workflows and steps together in every way there is.</summary>
static class ComposedFlows
{
    public static FlowBundle OneStep { get; } = Flows.Of("""
        [{"workflowId": "main", "steps": [{"stepId": "a", "operationId": "postA", "outputs": {"id": "$response.body#/id"}}], "outputs": {"id": "$steps.a.outputs.id"}}]
        """);

    public static FlowBundle TwoSteps { get; } = Flows.Of("""
        [{"workflowId": "main", "steps": [{"stepId": "a", "operationId": "postA", "outputs": {"id": "$response.body#/id"}}, {"stepId": "b", "operationId": "postB"}],
          "outputs": {"id": "$steps.a.outputs.id"}}]
        """);

    /// <summary>Workflows that call workflows, three deep, and a goto to one at the end.</summary>
    public static FlowBundle Nested { get; } = Flows.Of("""
        [{"workflowId": "main",
          "steps": [
            {"stepId": "first", "workflowId": "middle", "parameters": [{"name": "n", "value": 1.50}], "outputs": {"id": "$outputs.id"}},
            {"stepId": "second", "operationId": "getB", "onSuccess": [{"name": "on", "type": "goto", "workflowId": "last"}]}]},
         {"workflowId": "middle", "inputs": {"type": "object", "properties": {"n": {"type": "number"}}},
          "steps": [{"stepId": "call", "workflowId": "inner", "outputs": {"id": "$outputs.id"}}], "outputs": {"id": "$steps.call.outputs.id"}},
         {"workflowId": "inner", "steps": [{"stepId": "a", "operationId": "postA", "outputs": {"id": "$response.body#/id"}}], "outputs": {"id": "$steps.a.outputs.id"}},
         {"workflowId": "last", "steps": [{"stepId": "c", "operationId": "postC", "outputs": {"id": "$response.body#/id"}}], "outputs": {"id": "$steps.c.outputs.id"}}]
        """);

    public static FlowBundle Depending { get; } = Flows.Of("""
        [{"workflowId": "main", "dependsOn": ["one", "two"],
          "steps": [{"stepId": "a", "operationId": "postA", "requestBody": {"contentType": "application/json", "payload": {"from": "$workflows.one.outputs.id"}}}],
          "outputs": {"one": "$workflows.one.outputs.id", "two": "$workflows.two.outputs.id"}},
         {"workflowId": "one", "steps": [{"stepId": "b", "operationId": "postB", "outputs": {"id": "$response.body#/id"}}], "outputs": {"id": "$steps.b.outputs.id"}},
         {"workflowId": "two", "dependsOn": ["one"], "steps": [{"stepId": "c", "operationId": "postC", "outputs": {"id": "$response.body#/id"}}], "outputs": {"id": "$steps.c.outputs.id"}}]
        """);

    /// <summary>A child fails for an unfit answer; the step that runs it waits, tries once more, and goes on elsewhere.</summary>
    public static FlowBundle ChildThatFails { get; } = Flows.Of("""
        [{"workflowId": "main",
          "steps": [
            {"stepId": "try", "workflowId": "unfit",
             "onFailure": [{"name": "again", "type": "retry", "retryAfter": 5, "retryLimit": 1}, {"name": "else", "type": "goto", "stepId": "instead"}]},
            {"stepId": "instead", "operationId": "postB", "outputs": {"id": "$response.body#/id"}}],
          "outputs": {"id": "$steps.instead.outputs.id"}},
         {"workflowId": "unfit", "steps": [{"stepId": "a", "operationId": "postA", "successCriteria": [{"condition": "$statusCode == 201"}]}]}]
        """);

    /// <summary>Retries of every kind: after a status, after no answer, over a detour, and long enough for several timers in a row.</summary>
    public static FlowBundle Retrying { get; } = Flows.Of("""
        [{"workflowId": "main",
          "steps": [
            {"stepId": "plain", "operationId": "postA", "onFailure": [{"name": "again", "type": "retry", "retryAfter": 0.25, "retryLimit": 3}]},
            {"stepId": "silent", "operationId": "getB"},
            {"stepId": "over", "operationId": "postC", "onFailure": [{"name": "mend", "type": "retry", "retryAfter": 700000, "retryLimit": 2, "stepId": "mend"}]},
            {"stepId": "end", "operationId": "getE", "onSuccess": [{"name": "end", "type": "end"}]},
            {"stepId": "mend", "operationId": "postD"}]}]
        """);

    public static FlowBundle AtTheSameTime { get; } = Flows.Of("""
        [{"workflowId": "main",
          "steps": [
            {"stepId": "a", "operationId": "postA", "outputs": {"id": "$response.body#/id"}},
            {"stepId": "b", "operationId": "postB", "outputs": {"id": "$response.body#/id"}},
            {"stepId": "c", "operationId": "postC", "outputs": {"id": "$response.body#/id"}},
            {"stepId": "d", "operationId": "postD", "requestBody": {"contentType": "application/json", "payload": {"b": "$steps.b.outputs.id", "c": "$steps.c.outputs.id"}}}],
          "outputs": {"a": "$steps.a.outputs.id", "b": "$steps.b.outputs.id", "c": "$steps.c.outputs.id"}}]
        """);

    public static PlayedAnswer Always(string asked, int count) => PlayedAnswer.Ok($$"""{"id": "{{asked[^1]}}-{{count}}", "note": "nobody asked for this"}""");

    /// <summary>Fails the first calls, without an answer where it is asked for <c>/b</c>.</summary>
    public static PlayedAnswer Flaky(string asked, int count) => (asked, count) switch
    {
        ("POST /a", <= 2) => new PlayedAnswer(503, "{}"),
        ("GET /b", <= 2) => new PlayedAnswer(0, ""),
        ("POST /c", 1) => new PlayedAnswer(429, "{}"),
        _ => PlayedAnswer.Ok("{}"),
    };
}
