namespace ArazzoDurable.Cli.Tests.Validate;

/// <summary>Small documents for the tests of <c>validate</c>.</summary>
static class Documents
{
    public const string OpenApi = """
        openapi: 3.1.0
        info: {title: Lab, version: '1'}
        servers: [{url: https://lab.example}]
        paths:
          /things:
            get: {operationId: listThings, responses: {'200': {description: ok}}}
        """;

    /// <summary>A description with one step, on line 9.</summary>
    public static string Arazzo(string operation = "listThings", string condition = "$statusCode == 200") => $"""
        arazzo: 1.0.1
        info: {"{"}title: T, version: '1'{"}"}
        sourceDescriptions:
        - {"{"}name: lab, url: lab.yaml, type: openapi{"}"}
        workflows:
        - workflowId: w
          steps:
          - stepId: s
            operationId: {operation}
            successCriteria:
            - condition: {condition}
        """;
}
