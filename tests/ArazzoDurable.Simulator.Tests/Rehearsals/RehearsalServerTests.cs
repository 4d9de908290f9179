using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Rehearsals;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Simulator.Tests.Rehearsals;

/// <summary>Rehearsals over HTTP: whose call is whose.</summary>
public sealed class RehearsalServerTests : IDisposable
{
    const string OpenApi = """
        openapi: 3.1.0
        info: {title: api, version: '1'}
        paths:
          /models:
            get:
              operationId: models
              responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {data: {type: array, items: {type: object, properties: {id: {type: string}}}}}}}}}}
          /jobs/{model}:
            post:
              operationId: start
              requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
              responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {state: {type: string}}}}}}}
            get:
              operationId: look
              responses: {'200': {description: '', content: {application/json: {schema: {type: object, properties: {state: {type: string}}}}}}}
          /other:
            post: {operationId: other, requestBody: {required: true, content: {application/json: {schema: {type: object}}}}, responses: {'200': {description: ''}}}
        """;

    const string Arazzo = """
        arazzo: 1.0.1
        info: {title: t, version: '1'}
        sourceDescriptions: [{name: api, url: api.yaml, type: openapi}]
        workflows:
        - workflowId: w
          inputs: {type: object, required: [model], properties: {model: {type: string}}}
          steps:
          - {stepId: start, operationId: start, parameters: [{name: model, in: path, value: $inputs.model}]}
          - stepId: poll
            operationId: look
            parameters: [{name: model, in: path, value: $inputs.model}]
            onSuccess: [{name: again, type: goto, stepId: poll, criteria: [{condition: $response.body#/state != 'done'}]}]
          - {stepId: models, operationId: models, successCriteria: [{context: $response.body, type: jsonpath, condition: "$.data[?(@.id == '$inputs.model')]"}]}
        """;

    readonly HttpClient client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Runs_at_the_same_time_all_come_to_their_ends()
    {
        await using var server = await StartAsync();
        await PostAsync(server, "/jobs/a");
        await PostAsync(server, "/jobs/b");
        var first = await PollAsync(server, "/jobs/a");
        var second = await PollAsync(server, "/jobs/b");

        (first, second).ShouldBe((3, 3));
    }

    [Fact]
    public async Task Run_after_another_begins_anew()
    {
        await using var server = await StartAsync();
        for (var run = 0; run < 2; run++)
        {
            await PostAsync(server, "/jobs/a");
            (await PollAsync(server, "/jobs/a")).ShouldBe(3);
            await client.GetStringAsync(Url(server, "/models"));
        }
    }

    [Fact]
    public async Task Input_is_learned_from_the_requests()
    {
        await using var server = await StartAsync();
        await PostAsync(server, "/jobs/tiny");
        await PollAsync(server, "/jobs/tiny");
        var models = JsonElement.Parse(await client.GetStringAsync(Url(server, "/models")));

        models.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldContain("tiny");
    }

    [Fact]
    public async Task Request_that_the_document_writes_too_short_is_answered_and_told()
    {
        await using var server = await StartAsync();
        using var answer = await client.PostAsync(Url(server, "/jobs/a"), null);
        using var refused = await client.PostAsync(Url(server, "/other"), null);
        await server.DisposeAsync();
        var calls = await server.ReadCallsAsync().ToListAsync();

        ((int)answer.StatusCode, (int)refused.StatusCode).ShouldBe((200, 400));
        calls.Select(call => $"{call.Route}: {string.Join(", ", call.Missing)}").ShouldBe(["POST /jobs/{model}: request body", "POST /other: "]);
    }

    [Fact]
    public async Task Scenario_goes_before_the_rehearsal()
    {
        await using var server = await StartAsync("operations: {start: {body: {state: mine}}}");
        var state = await PostAsync(server, "/jobs/a");
        var polled = JsonElement.Parse(await client.GetStringAsync(Url(server, "/jobs/a")));

        (state, polled.GetProperty("state").GetString()).ShouldBe(("mine", "string"));
    }

    [Fact]
    public async Task Repeated_idempotency_key_does_not_move_the_run_on()
    {
        await using var server = await StartAsync();
        await PostAsync(server, "/jobs/a", "key");
        await PostAsync(server, "/jobs/a", "key");

        (await PollAsync(server, "/jobs/a")).ShouldBe(3);
    }

    static async Task<SimulatorServer> StartAsync(string? scenario = null) => await SimulatorServer.StartAsync(new SimulatorOptions
    {
        Sources = ImmutableDictionary<string, JsonElement>.Empty.Add("api", Simulated.Document(OpenApi)),
        Scenario = scenario is null ? Scenario.Empty : Scenario.Read(Encoding.UTF8.GetBytes(scenario)).Scenario,
        Rehearsal = new Rehearsal { Document = ArazzoReader.Read(Encoding.UTF8.GetBytes(Arazzo)).Document! },
    });

    static Uri Url(SimulatorServer server, string path) => new($"{server.Urls["api"]}{path}");

    async Task<string?> PostAsync(SimulatorServer server, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(server, path)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("state").GetString();
    }

    /// <summary>Polls as the document says.</summary>
    /// <returns>How often.</returns>
    async Task<int> PollAsync(SimulatorServer server, string path)
    {
        for (var polls = 1; ; polls++)
        {
            if (JsonElement.Parse(await client.GetStringAsync(Url(server, path))).GetProperty("state").GetString() == "done" || polls == 20)
                return polls;
        }
    }
}
