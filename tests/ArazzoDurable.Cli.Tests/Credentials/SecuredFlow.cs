namespace ArazzoDurable.Cli.Tests.Credentials;

/// <summary>A description that calls operations of <see cref="SecuredApi"/>, in files.</summary>
static class SecuredFlow
{
    static readonly string[] Operations = ["header", "hold", "query", "cookie", "basic", "bearer", "oauth"];

    /// <summary>Writes a description of which each step calls an operation, one after the other.</summary>
    /// <returns>The description's path.</returns>
    public static string Write(TemporaryFolder folder, string server, params IEnumerable<string> steps)
    {
        folder.Write("api.openapi.yaml", OpenApi(server));
        return folder.Write("flow.arazzo.yaml", Arazzo(steps));
    }

    public static string Arazzo(IEnumerable<string> steps) => $$"""
        arazzo: 1.0.1
        info: {title: Secured, version: 1.0.0}
        sourceDescriptions: [{name: api, url: api.openapi.yaml, type: openapi}]
        workflows:
        - workflowId: secured
          steps:
        {{string.Join('\n', steps.Select((operation, index) => $"  - {{stepId: {operation}{index}, operationId: {operation}, outputs: {{echo: $response.body#/echo}}}}"))}}
          outputs: {
            {{string.Join(", ", steps.Select((operation, index) => $"{operation}{index}: $steps.{operation}{index}.outputs.echo"))}}
          }

        """;

    public static string OpenApi(string server) => $$"""
        openapi: 3.0.4
        info: {title: Secured, version: 1.0.0}
        servers: [{url: '{{server}}'}]
        paths:
        {{string.Join('\n', Operations.Select(operation => $"  /{operation}: {{get: {{operationId: {operation}, security: [{{{(operation == "hold" ? "header" : operation)}: []}}], responses: {{'200': {{description: ok}}}}}}}}"))}}
        components:
          securitySchemes:
            header: {type: apiKey, in: header, name: X-Key}
            query: {type: apiKey, in: query, name: key}
            cookie: {type: apiKey, in: cookie, name: key}
            basic: {type: http, scheme: basic}
            bearer: {type: http, scheme: bearer}
            oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {} } } }

        """;
}
