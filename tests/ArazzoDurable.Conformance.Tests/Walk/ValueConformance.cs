using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Walk;

/// <summary>Values come through whole: large ones, other scripts, many digits; and secrets do not come through at all.</summary>
public abstract class ValueConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    /// <summary>Reads a value and sends it back.</summary>
    const string Echo = """
        operations: {read: GET /value, write: POST /value}
        steps:
        - {stepId: read, operationId: read, outputs: {value: '$response.body#/value'}}
        - stepId: write
          operationId: write
          requestBody: {contentType: application/json, payload: {value: $steps.read.outputs.value}}
          outputs: {value: '$response.body#/value'}
        outputs-of-main: {read: $steps.read.outputs.value, written: $steps.write.outputs.value}
        """;

    [HostTheory]
    [InlineData(5_000)]
    [InlineData(60_000)]
    [InlineData(120_000)]
    public async Task Large_output_comes_through_whole(int length)
    {
        // No two of its pieces are alike, so that none can be lost or take another's place.
        var text = string.Concat(Enumerable.Range(0, length / 8).Select(piece => piece.ToString("x7", CultureInfo.InvariantCulture) + ","));
        await using var server = await CalledServer.StartAsync(request => CalledAnswer.Ok(request.Body ?? $$"""{"value": "{{text}}"}"""));

        var run = await Api.RunAsync(await Api.StoreAsync(Flow.Of(Echo, server)));

        var value = run.GetProperty("results")[0].GetProperty("result").GetProperty("value");
        value.GetProperty("read").GetString().ShouldBe(text);
        value.GetProperty("written").GetString().ShouldBe(text);
        JsonElement.Parse(server.Requests[1].Body!).GetProperty("value").GetString().ShouldBe(text);
    }

    [HostFact]
    public async Task Results_that_are_too_large_together_are_told_item_by_item()
    {
        var text = new string('é', 150_000);
        await using var server = await CalledServer.StartAsync(request => CalledAnswer.Ok(request.Body ?? $$"""{"value": "{{text}}"}"""));

        var run = await Api.RunAsync(await Api.StoreAsync(Flow.Of(Echo, server)));

        run.GetProperty("status").GetString().ShouldBe("success");
        run.GetProperty("resultsTruncated").GetBoolean().ShouldBeTrue();
        run.GetProperty("results").GetArrayLength().ShouldBe(0);
        var item = (await Api.GetAsync($"/api/runs/{run.GetProperty("runId").GetString()}/items/0")).Expect(200);
        item["result"].GetProperty("value").GetProperty("written").GetString().ShouldBe(text);
    }

    [HostTheory]
    [InlineData("12345678901234567890.123456789012345678901234567890")]
    [InlineData("-0.1000")]
    [InlineData("9007199254740993")]
    [InlineData("1E400")]
    public async Task Number_keeps_its_digits(string number)
    {
        await using var server = await CalledServer.StartAsync(request => CalledAnswer.Ok(request.Body ?? $$"""{"value": {{number}}}"""));

        var run = await Api.RunAsync(await Api.StoreAsync(Flow.Of(Echo, server)));

        server.Requests[1].Body.ShouldBe($$"""{"value":{{number}}}""");
        run.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetProperty("written").GetRawText().ShouldBe(number);
    }

    [HostTheory]
    [InlineData("Grüße, Ωμέγα, 你好, שלום, 👩‍👩‍👧 and e\u0301")]
    [InlineData("quotes \" ' and \\ and \u0001 and \u2028")]
    public async Task Text_of_any_script_comes_through_whole(string text)
    {
        await using var server = await CalledServer.StartAsync(request => CalledAnswer.Ok($$"""{"value": {{JsonElement.Parse(request.Body!).GetProperty("value").GetRawText()}}}"""));
        var flowId = await Api.StoreAsync(Flow.Of("""
            operations: {send: {call: 'POST /{text}', parameters: [{name: text, in: path, required: true, schema: {type: string}}]}}
            of-main: {inputs: {type: object, properties: {text: {type: string}}}}
            steps:
            - stepId: send
              operationId: send
              parameters: [{name: text, in: path, value: $inputs.text}]
              requestBody: {contentType: application/json, payload: {value: $inputs.text}}
              outputs: {value: '$response.body#/value'}
            outputs-of-main: {value: $steps.send.outputs.value}
            """, server));

        var run = await Api.RunAsync(flowId, JsonSerializer.Serialize(new[] { new { text } }));

        run.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetProperty("value").GetString().ShouldBe(text);
        server.Requests[0].Line.ShouldBe($"POST /{Uri.EscapeDataString(text)}");
    }

    [HostFact]
    public async Task Secret_reaches_the_server_and_nobody_else()
    {
        const string secret = "canary-9b1d7e";
        await using var server = await CalledServer.StartAsync(CalledAnswer.Ok("{}"));
        var flowId = await Api.StoreAsync(Flow.Of("""
            operations: {call: POST /call}
            of-main: {inputs: {type: object, properties: {apiToken: {type: string}, hidden: {type: string, x-secret: true}}}}
            steps:
            - stepId: call
              operationId: call
              parameters: [{name: Authorization, in: header, value: 'Bearer {$inputs.apiToken}'}]
              requestBody: {contentType: application/json, payload: {hidden: $inputs.hidden}}
              outputs: {hidden: $inputs.hidden, phrase: 'it is {$inputs.hidden}'}
            outputs-of-main: {hidden: $steps.call.outputs.hidden, phrase: $steps.call.outputs.phrase}
            """, server));

        var run = await Api.RunAsync(flowId, $$"""[{"apiToken": "{{secret}}-a", "hidden": "{{secret}}-b"}]""");
        var runId = run.GetProperty("runId").GetString()!;

        server.Requests[0].Headers["Authorization"].ShouldBe($"Bearer {secret}-a");
        server.Requests[0].Body.ShouldBe($$"""{"hidden":"{{secret}}-b"}""");
        run.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetProperty("hidden").GetString().ShouldBe("***");
        var rpc = (await Api.PostAsync("/api/rpc", $$$"""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {"runId": "{{{runId}}}", "includeResults": true}}""")).Expect(200);
        string[] told =
        [
            run.GetRawText(), rpc.Text, .. (await Api.EventsAsync(runId)).Select(happened => happened.Data.GetRawText()),
            (await Api.GetAsync($"/api/runs/{runId}/items")).Expect(200).Text, (await Api.GetAsync($"/api/runs/{runId}/items/0")).Expect(200).Text,
        ];
        told.ShouldAllBe(text => !text.Contains(secret));
    }

    [HostFact]
    [Needs(Need.Instances)]
    public async Task Secret_is_not_told_by_the_built_in_endpoint()
    {
        const string secret = "canary-2c44f0";
        await using var server = await CalledServer.StartAsync(CalledAnswer.Ok("{}"));
        var flowId = await Api.StoreAsync(Flow.Of("""
            operations: {call: GET /call}
            of-main: {inputs: {type: object, properties: {apiToken: {type: string}}}}
            steps:
            - {stepId: call, operationId: call, parameters: [{name: Authorization, in: header, value: 'Bearer {$inputs.apiToken}'}], outputs: {token: $inputs.apiToken}}
            outputs-of-main: {token: $steps.call.outputs.token}
            """, server));
        var run = await Api.RunAsync(flowId, $$"""[{"apiToken": "{{secret}}"}]""");

        var instance = await Api.GetAsync(
            $"/runtime/webhooks/durabletask/instances/{run.GetProperty("runId").GetString()}?{(Host.InstancesKey is { } key ? $"code={Uri.EscapeDataString(key)}" : "")}");

        instance.Expect(200, 202).Text.ShouldNotContain(secret);
        server.Requests[0].Headers["Authorization"].ShouldBe($"Bearer {secret}");
    }
}
