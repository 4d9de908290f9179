using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Simulator.Tests.Rehearsals;

/// <summary>Rehearsals of steps that run at the same time: their calls come in any order, and each gets the answer that its step needs.</summary>
public sealed class ParallelRehearsalTests : IDisposable
{
    const string OpenApi = """
        openapi: 3.1.0
        info: {title: api, version: '1'}
        paths:
          /a: {get: {operationId: a, responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {state: {type: string}}}}}}}}}
          /b: {get: {operationId: b, responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {state: {type: string}}}}}}}}}
          /c: {get: {operationId: c, responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {state: {type: string}}}}}}}}}
        """;

    // Two workflows that poll, side by side, and a step that reads both.
    const string Arazzo = """
        arazzo: 1.1.0
        info: {title: t, version: '1'}
        sourceDescriptions: [{name: api, url: api.yaml, type: openapi}]
        workflows:
        - workflowId: w
          steps:
          - {stepId: first, workflowId: polls-a, outputs: {state: $outputs.state}}
          - {stepId: second, workflowId: polls-b, outputs: {state: $outputs.state}}
          - stepId: third
            operationId: c
            dependsOn: [first, second]
            successCriteria: [{condition: $steps.first.outputs.state != $steps.second.outputs.state}, {condition: $response.body#/state == 'both'}]
        - workflowId: polls-a
          steps:
          - stepId: look
            operationId: a
            outputs: {state: $response.body#/state}
            onSuccess: [{name: again, type: goto, stepId: look, criteria: [{condition: $response.body#/state != 'done a'}]}]
          outputs: {state: $steps.look.outputs.state}
        - workflowId: polls-b
          steps:
          - stepId: look
            operationId: b
            outputs: {state: $response.body#/state}
            onSuccess: [{name: again, type: goto, stepId: look, criteria: [{condition: $response.body#/state != 'done b'}]}]
          outputs: {state: $steps.look.outputs.state}
        """;

    readonly HttpClient client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("aaabbbc")]
    [InlineData("abababc")]
    [InlineData("bbbaaac")]
    [InlineData("baabbac")]
    public async Task Calls_in_any_order_get_the_answers_of_their_steps(string order)
    {
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions
        {
            Sources = ImmutableDictionary<string, JsonElement>.Empty.Add("api", Simulated.Document(OpenApi)),
            Rehearsal = new Rehearsal { Document = ArazzoReader.Read(Encoding.UTF8.GetBytes(Arazzo)).Document!, WorkflowId = "w", Inputs = JsonElement.Parse("{}") },
        });
        for (var run = 0; run < 2; run++)
        {
            var states = new Dictionary<char, List<string?>>();
            foreach (var call in order)
                (states.TryGetValue(call, out var known) ? known : states[call] = []).Add(await StateAsync(server, call));

            states['a'].ShouldBe(["string", "string", "done a"]);
            states['b'].ShouldBe(["string", "string", "done b"]);
            states['c'].ShouldBe(["both"]);
        }
    }

    async Task<string?> StateAsync(SimulatorServer server, char call) =>
        JsonElement.Parse(await client.GetStringAsync(new Uri($"{server.Urls["api"]}/{call}"))).GetProperty("state").GetString();
}
