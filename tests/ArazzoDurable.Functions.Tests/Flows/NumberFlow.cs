using System.Globalization;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;

namespace ArazzoDurable.Functions.Tests.Flows;

/// <summary>A flow that asks a server for the number of its item, in a workflow of its own.</summary>
static class NumberFlow
{
    const string Description = """
        arazzo: 1.0.1
        info: {title: Numbers, version: 1.0.0}
        sourceDescriptions:
          - {name: numbers, url: numbers.yaml, type: openapi}
        workflows:
          - workflowId: number
            inputs: {type: object, required: [number], properties: {number: {type: integer}}}
            steps:
              - stepId: sub
                workflowId: ask
                parameters:
                  - {name: number, value: $inputs.number}
                outputs: {number: $outputs.number}
            outputs: {number: $steps.sub.outputs.number}
          - workflowId: ask
            inputs: {type: object, required: [number], properties: {number: {type: integer}}}
            steps:
              - stepId: ask
                operationId: getItem
                parameters:
                  - {name: n, in: path, value: $inputs.number}
                successCriteria:
                  - condition: $statusCode == 200
                outputs: {number: $response.body#/number}
            outputs: {number: $steps.ask.outputs.number}
        """;

    /// <summary>Stores it, and gives its id.</summary>
    public static Task<string> PutAsync(FunctionsApp app, Uri server) => app.PutFlowAsync(Description, ("numbers", $$$"""
        openapi: 3.1.0
        info: {title: Numbers, version: 1.0.0}
        servers:
          - url: {{{server.AbsoluteUri.TrimEnd('/')}}}
        paths:
          /items/{n}:
            get:
              operationId: getItem
              parameters:
                - {name: n, in: path, required: true, schema: {type: integer}}
              responses: {'200': {description: The number}}
        """));

    /// <summary>Submits items with the numbers from 0, and gives the run's id.</summary>
    public static async Task<string> SubmitAsync(FunctionsApp app, Uri server, int items, int maxConcurrency)
    {
        var inputs = string.Join(", ", Enumerable.Range(0, items).Select(number => string.Create(CultureInfo.InvariantCulture, $$"""{"number": {{number}} }""")));
        var flowId = await PutAsync(app, server);
        return (await app.PostAsync("api/runs", $$"""{"flowId": "{{flowId}}", "workflowId": "number", "inputs": [{{inputs}}], "maxConcurrency": {{maxConcurrency}} }"""))
            .With(System.Net.HttpStatusCode.Accepted).Member("runId");
    }
}
