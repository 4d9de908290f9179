using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Simulate;

/// <summary>A rehearsal of descriptions that name each other, with XML answers: the runner judges what the simulator thought of.</summary>
public sealed class RehearsedFlowTests : IDisposable
{
    const string Api = """
        openapi: 3.1.0
        info: {title: api, version: '1'}
        servers: [{url: https://api.example.com}]
        paths:
          /login: {post: {operationId: login, responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {token: {type: string}}}}}}}}}
          /orders/{id}:
            get:
              operationId: order
              parameters: [{name: id, in: path, required: true, schema: {type: string}}]
              responses: {'200': {description: '', content: {application/xml: {schema: {type: object, xml: {name: order}, properties: {state: {type: string}}}}}}}
          /jobs: {get: {operationId: job, responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {state: {type: string}}}}}}}}}
          /pets: {get: {operationId: pets, responses: {'200': {description: '', content: {application/json: {schema: {type: array, items: {type: object, properties: {id: {type: integer}}}}}}}}}}
        """;

    const string Inner = """
        arazzo: 1.1.0
        info: {title: inner, version: '1'}
        sourceDescriptions: [{name: shop, url: api.yaml, type: openapi}]
        workflows:
        - workflowId: login
          steps: [{stepId: login, operationId: $sourceDescriptions.shop.login, outputs: {token: $response.body#/token}}]
          outputs: {token: $steps.login.outputs.token}
        """;

    const string Library = """
        arazzo: 1.0.1
        info: {title: lib, version: '1'}
        sourceDescriptions: [{name: shop, url: api.yaml, type: openapi}, {name: inner, url: inner.yaml, type: arazzo}]
        workflows:
        - workflowId: wait
          dependsOn: [$sourceDescriptions.inner.login]
          inputs: {type: object, properties: {id: {type: string}}}
          steps:
          - stepId: look
            operationId: order
            parameters: [{name: id, in: path, value: $inputs.id}, {name: X-Token, in: header, value: $sourceDescriptions.inner.login.outputs.token}]
            successCriteria: [{type: xpath, context: $response.body, condition: "/order[@id = {$inputs.id}] and count(//line) > 1 and not(//error)"}]
            onSuccess: [{name: again, type: goto, stepId: look, criteria: [{type: xpath, context: $response.body, condition: "/order/state != 'done'"}]}]
        - workflowId: job
          steps: [{stepId: job, operationId: job, outputs: {state: $response.body#/state}}]
          outputs: {state: $steps.job.outputs.state}
        """;

    const string Main = """
        arazzo: 1.1.0
        info: {title: main, version: '1'}
        sourceDescriptions: [{name: shop, url: api.yaml, type: openapi}, {name: lib, url: lib.yaml, type: arazzo}]
        workflows:
        - workflowId: main
          inputs: {type: object, required: [id], properties: {id: {type: string}}}
          steps:
          - stepId: last
            operationId: $sourceDescriptions.shop.pets
            dependsOn: [order, job]
            successCriteria: [{type: xpath, context: $response.body, condition: "//pet[id = '1']"}, {condition: $steps.job.outputs.state == 'ready'}]
            outputs: {pet: {context: $response.body, selector: //pet/id, type: xpath}}
          - {stepId: order, workflowId: $sourceDescriptions.lib.wait, parameters: [{name: id, value: $inputs.id}]}
          - stepId: job
            workflowId: $sourceDescriptions.lib.job
            successCriteria: [{condition: $outputs.state == 'ready'}]
            outputs: {state: $outputs.state}
            onFailure: [{name: again, type: retry, retryAfter: 0, retryLimit: 5}]
          outputs: {pet: $steps.last.outputs.pet, state: $steps.job.outputs.state}
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--offline")]
    [InlineData("--parallel")]
    public async Task Flow_of_several_descriptions_with_xml_answers_runs_to_its_end(string option)
    {
        folder.Write("api.yaml", Api);
        folder.Write("inner.yaml", Inner);
        folder.Write("lib.yaml", Library);
        var (exit, output, error) = await Arazzo.RunAsync(["run", folder.Write("main.yaml", Main), "--simulate", option, "--json", "--data", folder["data"]]);

        exit.ShouldBe(0, error);
        error.ShouldContain("inputs made up for the rehearsal: id\n");
        JsonElement.Parse(output).GetProperty("results")[0].GetProperty("result").GetProperty("value").ToString().ShouldBe("""{"pet":"1","state":"ready"}""");
    }
}
