using System.Text.Json;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>Where a secret is when a run has it: nowhere in clear but in the calls.</summary>
public sealed class SecretWalkTests
{
    const string Token = "t0p-s3cret-value";

    const string Everywhere = $$"""
        operations: {login: POST /login, use: 'POST /use/{id}', look: GET /look}
        inputs: {apiToken: {{Token}}, user: {name: me, password: {{Token}}2 } }
        workflow: main
        workflows:
          - workflowId: main
            inputs: {type: object, properties: {apiToken: {type: string}, user: {type: object} } }
            steps:
              - stepId: use
                operationId: use
                parameters:
                  - {name: id, in: path, value: $inputs.apiToken}
                  - {name: Authorization, in: header, value: Bearer $inputs.apiToken}
                  - {name: q, in: query, value: $inputs.user.password}
                requestBody: {contentType: application/json, payload: {all: $inputs.user, text: 'x {$inputs.apiToken}'} }
                outputs: {derived: 'a {$inputs.apiToken}', url: $url, header: $request.header.Authorization, body: $request.body, echo: $response.body, status: $statusCode}
              - {stepId: sub, workflowId: inner, parameters: [{name: value, value: $steps.use.outputs.derived}], outputs: {back: $outputs.back} }
              - stepId: look
                operationId: look
                successCriteria: [{context: $response.body#/gone, type: regex, condition: '{$inputs.apiToken}['}, {condition: $response.body#/x == '$inputs.apiToken'}]
                onFailure: [{name: again, type: retry, retryAfter: 1}]
            outputs: {derived: $steps.use.outputs.derived, url: $steps.use.outputs.url, header: $steps.use.outputs.header, body: $steps.use.outputs.body, echo: $steps.use.outputs.echo, back: $steps.sub.outputs.back, plain: $steps.use.outputs.status}
          - workflowId: inner
            inputs: {type: object, properties: {value: {type: string} } }
            steps: [{stepId: s, operationId: login, requestBody: {contentType: application/json, payload: {v: $inputs.value} }, outputs: {back: $response.body#/v} }]
            outputs: {back: $steps.s.outputs.back}
        answers:
          - {status: 200, body: {you: sent {{Token}}, list: [fine]} }
          - {status: 200, body: {v: a {{Token}} b} }
          - {status: 200, body: {x: 1} }
          - {status: 500, body: {x: 1} }

        """;

    [Fact]
    public async Task Secret_is_nowhere_in_clear_but_in_the_calls()
    {
        var flow = await WalkFlow.StoreAsync(Everywhere);

        var runId = await flow.SubmitAsync();

        flow.Caller.Calls[0].Headers["Authorization"].ShouldBe($"Bearer {Token}");
        flow.Caller.Calls[0].Body.ShouldBe($$"""{"all":{"name":"me","password":"{{Token}}2"},"text":"x {{Token}}"}""");
        flow.Caller.Calls[1].Body.ShouldBe($$"""{"v":"a {{Token}}"}""");
        flow.Rig.Stored().ShouldNotContain(Token);
        string.Join('\n', flow.Rig.Payloads).ShouldNotContain(Token);
        string.Join('\n', flow.Rig.Statuses).ShouldNotContain(Token);
        flow.Rig.Output.GetRawText().ShouldNotContain(Token);
        string.Join('\n', flow.Rig.Events.Select(happened => happened.ToString())).ShouldNotContain(Token);
        flow.Rig.Events.OfType<WalkEvent.Reported>().ShouldNotBeEmpty();
        var hidden = await flow.ResultAsync(runId, reveal: false);
        JsonSerializer.Serialize(hidden, Durability.RuntimeJson.Default.RunResult).ShouldNotContain(Token);
    }

    [Fact]
    public async Task Secret_is_masked_in_results_and_shown_when_it_is_revealed()
    {
        var flow = await WalkFlow.StoreAsync(Everywhere);
        var runId = await flow.SubmitAsync();

        var hidden = (await flow.ResultAsync(runId, reveal: false)).Result.Value!.Value;
        var shown = (await flow.ResultAsync(runId, reveal: true)).Result.Value!.Value;

        hidden.GetProperty("derived").GetString().ShouldBe("***");
        hidden.GetProperty("echo").GetString().ShouldBe("***");
        hidden.GetProperty("plain").GetInt32().ShouldBe(200);
        shown.GetProperty("derived").GetString().ShouldBe($"a {Token}");
        shown.GetProperty("back").GetString().ShouldBe($"a {Token} b");
        shown.GetProperty("echo").GetRawText().ShouldBe($$"""{"you":"sent {{Token}}","list":["fine"]}""");
    }

    [Fact]
    public async Task Error_that_names_a_secret_masks_it()
    {
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a}
            inputs: {apiToken: {{Token}} }
            workflow: main
            workflows:
              - {workflowId: main, steps: [{stepId: run, workflowId: sub, parameters: [{name: kind, value: $inputs.apiToken}]}]}
              - {workflowId: sub, inputs: {type: object, properties: {kind: {enum: [x, y]} } }, steps: [{stepId: a, operationId: a}]}
            """);

        var runId = await flow.SubmitAsync();

        var error = (await flow.ResultAsync(runId)).Result.Error!;
        error.Code.ShouldBe("invalid-inputs");
        error.Message.ShouldNotContain(Token);
        flow.Rig.Stored().ShouldNotContain(Token);
    }

    [Fact]
    public async Task Refusal_of_a_secret_input_does_not_tell_it()
    {
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a}
            inputs: {apiToken: {{Token}} }
            workflows:
              - {workflowId: main, inputs: {type: object, properties: {apiToken: {type: string, maxLength: 3, pattern: '^x', enum: [x], const: x} } }, steps: [{stepId: a, operationId: a}]}
            """);

        var refused = (await flow.Rig.SubmitAsync(flow.FlowId, flow.Given.Inputs, WalkFlow.Options)).ShouldBeOfType<SubmitOutcome.Refused>();

        refused.Problems.ShouldNotBeEmpty();
        string.Join('\n', refused.Problems).ShouldNotContain(Token);
    }

    [Fact]
    public async Task What_the_schema_of_a_response_marks_as_secret_is_sealed_whatever_its_output_is_called()
    {
        var flow = await WalkFlow.StoreAsync($$"""
            operations:
              make: {call: POST /keys, responses: {'200': {description: ok, content: {application/json: {schema: {properties: {value: {format: password} } } } } } } }
              use: GET /use
            steps:
              - {stepId: make, operationId: make, outputs: {made: $response.body#/value, all: $response.body, id: $response.body#/id} }
              - {stepId: use, operationId: use, parameters: [{name: X-Made, in: header, value: $steps.make.outputs.made}] }
            outputs-of-main: {made: $steps.make.outputs.made, id: $steps.make.outputs.id}
            answers: [{status: 200, body: {value: {{Token}}, id: k1} }, {status: 200}]

            """);

        var runId = await flow.SubmitAsync();

        flow.Caller.Calls[1].Headers["X-Made"].ShouldBe(Token);
        flow.Rig.Stored().ShouldNotContain(Token);
        string.Join('\n', flow.Rig.Payloads).ShouldNotContain(Token);
        (await flow.ResultAsync(runId, reveal: false)).Result.Value!.Value.GetRawText().ShouldBe("""{"id":"k1","made":"***"}""");
    }

    [Fact]
    public async Task Response_that_looks_sealed_is_data_like_any_other()
    {
        const string Lookalike = """{"$sealed":"v1.aaaa.bbbb.cccc"}""";
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a, b: POST /b}
            steps:
              - {stepId: a, operationId: a, outputs: {x: $response.body#/x, n: $response.body#/n} }
              - {stepId: b, operationId: b, requestBody: {contentType: application/json, payload: {x: $steps.a.outputs.x, n: $steps.a.outputs.n} } }
            outputs-of-main: {x: $steps.a.outputs.x}
            answers: [{status: 200, body: {x: {{Lookalike}}, n: 1} }, {status: 200}]
            """);

        var runId = await flow.SubmitAsync();

        flow.Caller.Calls[1].Body.ShouldBe($$"""{"n":1,"x":{{Lookalike}}}""");
        (await flow.ResultAsync(runId)).Result.Value!.Value.GetRawText().ShouldBe($$"""{"x":{{Lookalike}}}""");
    }

    [Fact]
    public async Task Input_that_the_submit_lists_is_secret()
    {
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a}
            inputs: {plain: {{Token}} }
            steps: [{stepId: a, operationId: a, parameters: [{name: q, in: query, value: $inputs.plain}]}]
            answers: [{status: 200}]
            """);

        await flow.SubmitAsync(WalkFlow.Options with { SecretInputs = ["plain"] });

        flow.Caller.Calls.Single().Uri.Query.ShouldBe($"?q={Token}");
        flow.Rig.Stored().ShouldNotContain(Token);
    }
}
