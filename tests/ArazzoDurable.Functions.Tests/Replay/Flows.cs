using System.Text.Json;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Tests;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The flows that are played.</summary>
static class Flows
{
    /// <summary>A founding workflow, as the samples have it.</summary>
    public static async Task<FlowBundle> SampleAsync(string name)
    {
        var result = await FlowBundler.BundleAsync(Path.Combine(Repository.Root, "samples", name, "workflow.arazzo.yaml"), BundleOptions.Default, default);
        return result.Bundle.ShouldNotBeNull(string.Join('\n', result.Diagnostics));
    }

    /// <summary>A flow whose operations are <c>getX</c>, which is <c>GET /x</c>, and <c>postX</c>, which is <c>POST /x</c>, for X from A to F.</summary>
    /// <param name="workflows">The workflows, as JSON.</param>
    public static FlowBundle Of(string workflows, string title = "Played") => FlowBundle.Create(
        JsonElement.Parse($$"""
            {"arazzo": "1.0.1", "info": {"title": "{{title}}", "version": "{{title}}"},
             "sourceDescriptions": [{"name": "api", "url": "api.json", "type": "openapi"}], "workflows": {{workflows}}}
            """),
        new Dictionary<string, JsonElement> { ["api"] = JsonElement.Parse($$"""
            {"openapi": "3.1.0", "info": {"title": "Played", "version": "1"}, "servers": [{"url": "https://api.acme.example"}],
             "paths": { {{string.Join(", ", "ABCDEF".Select(PathOf))}} } }
            """) });

    /// <summary>A workflow that polls until <c>state</c> is <c>done</c>, then makes two more calls.</summary>
    public static FlowBundle Polling { get; } = Of("""
        [{"workflowId": "main",
          "inputs": {"type": "object", "properties": {"apiToken": {"type": "string"}}},
          "steps": [
            {"stepId": "begin", "operationId": "postA", "parameters": [{"name": "Authorization", "in": "header", "value": "Bearer {$inputs.apiToken}"}],
             "outputs": {"id": "$response.body#/id"}},
            {"stepId": "poll", "operationId": "getB", "outputs": {"state": "$response.body#/state"},
             "onSuccess": [
               {"name": "again", "type": "goto", "stepId": "poll", "criteria": [{"condition": "$response.body#/state != 'done'"}]},
               {"name": "done", "type": "goto", "stepId": "finish"}]},
            {"stepId": "finish", "operationId": "postC", "outputs": {"result": "$response.body#/result"}}],
          "outputs": {"result": "$steps.finish.outputs.result", "state": "$steps.poll.outputs.state"}}]
        """);

    /// <summary>The answers of <see cref="Polling"/>: done at the n-th look.</summary>
    public static Func<string, int, PlayedAnswer> DoneAt(int looks) => (asked, count) => asked switch
    {
        "POST /a" => PlayedAnswer.Ok("""{"id": "a-1"}"""),
        "GET /b" => PlayedAnswer.Ok($$"""{"state": "{{(count >= looks ? "done" : "busy")}}", "note": "nobody asked for this"}"""),
        _ => PlayedAnswer.Ok("""{"result": 42.50}"""),
    };

    static string PathOf(char letter) => $$"""
        "/{{char.ToLowerInvariant(letter)}}": {
          "get": {"operationId": "get{{letter}}", "responses": {"200": {"description": "done"} } },
          "post": {"operationId": "post{{letter}}", "requestBody": {"content": {"application/json": {"schema": {"type": "object"} } } }, "responses": {"200": {"description": "done"} } } }
        """;
}
