using System.Text.Json.Nodes;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>Flows that call <see cref="EchoServer"/>.</summary>
static class EchoFlow
{
    /// <summary>A bundle whose description has these workflows, which all do the same.</summary>
    public static JsonObject Bundle(Uri server, params IEnumerable<string> workflows) => new()
    {
        ["arazzo"] = new JsonObject
        {
            ["arazzo"] = "1.0.1",
            ["info"] = new JsonObject { ["title"] = "Echo", ["version"] = "1.2.0" },
            ["sourceDescriptions"] = new JsonArray(new JsonObject { ["name"] = "api", ["url"] = "api.json", ["type"] = "openapi" }),
            ["workflows"] = new JsonArray([.. workflows.Select(Workflow)]),
        },
        ["sources"] = new JsonObject { ["api"] = OpenApi(server) },
    };

    static JsonNode Workflow(string id) => JsonNode.Parse($$$"""
        {
          "workflowId": "{{{id}}}",
          "inputs": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "size": {"type": "integer", "default": 1} } },
          "steps": [{
            "stepId": "ask", "operationId": "echo",
            "parameters": [{"name": "name", "in": "query", "value": "$inputs.name"}],
            "successCriteria": [{"condition": "$statusCode == 200"}],
            "outputs": {"name": "$response.body#/name", "path": "$response.body#/path"}
          }],
          "outputs": {"name": "$steps.ask.outputs.name", "path": "$steps.ask.outputs.path"}
        }
        """)!;

    static JsonNode OpenApi(Uri server) => JsonNode.Parse($$$"""
        {
          "openapi": "3.0.4", "info": {"title": "Echo", "version": "1"}, "servers": [{"url": "{{{server.GetLeftPart(UriPartial.Authority)}}}"}],
          "paths": {"/echo": {"get": {
            "operationId": "echo", "parameters": [{"name": "name", "in": "query", "schema": {"type": "string"} }],
            "responses": {"200": {"description": "The echo"} }
          } } }
        }
        """)!;
}
