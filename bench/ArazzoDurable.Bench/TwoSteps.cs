using System.Text.Json;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Bench;

/// <summary>The flow of two steps: make a box, and look at it.</summary>
static class TwoSteps
{
    static readonly JsonElement Description = JsonElement.Parse("""
        {"arazzo": "1.0.1", "info": {"title": "Boxes", "version": "1"},
         "sourceDescriptions": [{"name": "boxes", "url": "boxes.json", "type": "openapi"}],
         "workflows": [{
           "workflowId": "make", "inputs": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
           "steps": [
             {"stepId": "make", "operationId": "makeBox", "requestBody": {"contentType": "application/json", "payload": {"name": "$inputs.name"}},
              "successCriteria": [{"condition": "$statusCode == 200"}], "outputs": {"id": "$response.body#/id"}},
             {"stepId": "look", "operationId": "getBox", "parameters": [{"name": "id", "in": "path", "value": "$steps.make.outputs.id"}],
              "successCriteria": [{"condition": "$response.body#/state == 'running'"}], "outputs": {"state": "$response.body#/state"}}],
           "outputs": {"id": "$steps.make.outputs.id", "state": "$steps.look.outputs.state"}}]}
        """);

    /// <summary>The flow, on this server.</summary>
    public static FlowBundle Bundle(Uri server) => FlowBundle.Create(Description, [KeyValuePair.Create("boxes", Source(server.AbsoluteUri.TrimEnd('/')))]);

    static JsonElement Source(string server) => JsonElement.Parse("""
        {"openapi": "3.1.0", "info": {"title": "Boxes", "version": "1"}, "servers": [{"url": "SERVER"}],
         "paths": {
           "/boxes": {"post": {"operationId": "makeBox", "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}, "responses": {"200": {"description": "ok"}}}},
           "/boxes/{id}": {"get": {"operationId": "getBox", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}], "responses": {"200": {"description": "ok"}}}}}}
        """.Replace("SERVER", server, StringComparison.Ordinal));
}
