using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Load;

/// <summary>A flow that polls until the answer is no longer "running".</summary>
static class PollFlow
{
    public static JsonElement Description { get; } = JsonElement.Parse("""
        {
          "arazzo": "1.0.1",
          "info": { "title": "poll", "version": "1" },
          "sourceDescriptions": [{ "name": "api", "url": "api.json", "type": "openapi" }],
          "workflows": [{
            "workflowId": "poll",
            "steps": [{
              "stepId": "look",
              "operationId": "look",
              "outputs": { "running": "$response.body#/running" },
              "onSuccess": [{ "name": "again", "type": "goto", "stepId": "look", "criteria": [{ "condition": "$response.body#/running == true" }] }]
            }],
            "outputs": { "running": "$steps.look.outputs.running" }
          }]
        }
        """);

    public static JsonElement Api { get; } = JsonElement.Parse("""
        {
          "openapi": "3.1.0",
          "info": { "title": "api", "version": "1" },
          "paths": { "/it": { "get": { "operationId": "look", "responses": { "200": { "description": "ok" } } } } }
        }
        """);
}
