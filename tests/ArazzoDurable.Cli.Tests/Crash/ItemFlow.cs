using System.Globalization;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>A flow of three steps for each item, the one in the middle a loop.</summary>
static class ItemFlow
{
    public const string Description = """
        {"arazzo": "1.0.1", "info": {"title": "items", "version": "1"}, "sourceDescriptions": [{"name": "items", "url": "items.json", "type": "openapi"}],
         "workflows": [{
           "workflowId": "main",
           "parameters": [{"name": "run", "in": "path", "value": "$inputs.run"}, {"name": "n", "in": "path", "value": "$inputs.n"}],
           "steps": [
             {"stepId": "place", "operationId": "place", "successCriteria": [{"condition": "$statusCode == 200"}]},
             {"stepId": "look", "operationId": "look", "outputs": {"running": "$response.body#/running"},
              "onSuccess": [{"name": "again", "type": "goto", "stepId": "look", "criteria": [{"condition": "$response.body#/running == true"}]}]},
             {"stepId": "confirm", "operationId": "confirm", "successCriteria": [{"condition": "$statusCode == 200"}], "outputs": {"path": "$response.body#/path"}}],
           "outputs": {"path": "$steps.confirm.outputs.path"}}]}
        """;

    public static string Api(Uri server) => $$"""
        {"openapi": "3.1.0", "info": {"title": "items", "version": "1"}, "servers": [{"url": "{{server.GetLeftPart(UriPartial.Authority)}}"}],
         "paths": { {{Path("place", "post")}}, {{Path("look", "get")}}, {{Path("confirm", "post")}} } }
        """;

    /// <summary>The inputs of so many items, as JSON.</summary>
    public static string Inputs(string run, int items) =>
        string.Join(", ", Enumerable.Range(0, items).Select(item => string.Create(CultureInfo.InvariantCulture, $$"""{"run": "{{run}}", "n": {{item}}}""")));

    static string Path(string name, string method) => $$"""
        "/{run}/{n}/{{name}}": {"{{method}}": {"operationId": "{{name}}", "responses": {"200": {"description": "done"} }, "parameters": [
          {"name": "run", "in": "path", "required": true, "schema": {"type": "string"} }, {"name": "n", "in": "path", "required": true, "schema": {"type": "integer"} }] } }
        """;
}
