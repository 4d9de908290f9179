using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>Runs and blobs over JSON-RPC.</summary>
public abstract class RpcConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostFact]
    public async Task Run_is_submitted_and_got_as_over_rest()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);

        var submitted = await ResultAsync("runs/submit", HostClient.Submission(flowId, """[{"name": "one"}]""", """, "wait": true, "timeoutSecs": 90"""));
        var runId = submitted.GetProperty("runId").GetString();
        var got = await ResultAsync("runs/get", $$"""{"runId": "{{runId}}", "includeResults": true}""");

        submitted.GetProperty("status").GetString().ShouldBe("success");
        submitted.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText().ShouldBe("""{"id":"one","state":"running"}""");
        got.GetRawText().ShouldBe((await Api.GetAsync($"/api/runs/{runId}?includeResults=true")).Expect(200).Text);
    }

    [HostFact]
    public async Task Members_of_older_clients_are_taken()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);

        var submitted = await ResultAsync("runs/submit", $$"""{"flow_id": "{{flowId["sha256:".Length..]}}", "inputs": [{"name": "one"}], "wait": true, "timeout_secs": 90, "max_concurrency": 2, "subflowKey": "{{Guid.NewGuid()}}"}""");

        submitted.GetProperty("flowId").GetString().ShouldBe(flowId);
        submitted.GetProperty("status").GetString().ShouldBe("success");
    }

    [HostFact]
    public async Task Batch_is_answered_in_its_order_without_its_notifications()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var submission = HostClient.Submission(await Api.StoreAsync(boxes.Flow), """[{"name": "one"}]""", """, "wait": true, "timeoutSecs": 90""");

        var answer = (await Api.PostAsync("/api/rpc", $$"""
            [{"jsonrpc": "2.0", "id": 12345678901234567890, "method": "runs/submit", "params": {{submission}} },
             {"jsonrpc": "2.0", "method": "blobs/put", "params": {"data": "{{Guid.NewGuid()}}"} },
             {"jsonrpc": "2.0", "id": "b", "method": "runs/stop", "params": {} },
             7]
            """)).Expect(200);

        answer.Json.EnumerateArray().Select(frame => frame.GetProperty("id").GetRawText()).ShouldBe(["12345678901234567890", "\"b\"", "null"]);
        answer.Json[0].GetProperty("result").GetProperty("status").GetString().ShouldBe("success");
        Codes(answer.Json[1]).ShouldBe((-32601, "unknown-method"));
        Codes(answer.Json[2]).ShouldBe((-32600, "invalid-request"));
    }

    [HostFact]
    public async Task Notification_takes_effect_without_an_answer()
    {
        var data = $"\"{Guid.NewGuid()}\"";

        var answer = (await Api.PostAsync("/api/rpc", $$$"""{"jsonrpc": "2.0", "method": "blobs/put", "params": {"data": {{{data}}}}}""")).Expect(204);
        var known = await ResultAsync("blobs/get", $$"""{"blobId": "{{Id(data)}}"}""");

        answer.Body.ShouldBeEmpty();
        known.GetProperty("data").GetRawText().ShouldBe(data);
    }

    [HostTheory]
    [InlineData("{nope", 400, -32700, "invalid-json")]
    [InlineData("[]", 200, -32600, "invalid-request")]
    [InlineData("""{"jsonrpc": "1.0", "id": 1, "method": "runs/get", "params": {}}""", 200, -32600, "invalid-request")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1.5, "method": "runs/get", "params": {}}""", 200, -32600, "invalid-request")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": ["x"]}""", 200, -32602, "invalid-value")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {}}""", 200, -32602, "missing-value")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {"runId": 7}}""", 200, -32602, "invalid-value")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {"runId": "ffffffff-0000-8000-8000-000000000000"}}""", 200, -32005, "unknown-run")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "blobs/get", "params": {"blobId": "sha256:0000000000000000000000000000000000000000000000000000000000000000"}}""", 200, -32005, "unknown-blob")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "runs/submit", "params": {"flowId": "sha256:0000000000000000000000000000000000000000000000000000000000000000", "inputs": []}}""", 200, -32005, "unknown-flow")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "method": "runs/submit", "params": {"flowId": "sha256:0000000000000000000000000000000000000000000000000000000000000000", "inputs": [], "maxConcurrency": 0}}""", 200, -32004, "invalid-value")]
    public async Task Mistake_has_its_codes(string body, int status, int code, string name)
    {
        var answer = (await Api.PostAsync("/api/rpc", body)).Expect(status);

        Codes(answer.Json).ShouldBe((code, name), answer.Text);
        answer["error"].GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [HostFact]
    public async Task Blob_comes_back_under_the_address_of_its_content()
    {
        var unique = Guid.NewGuid();
        var canonical = $$"""{"a":[1,"é \uD83D\uDE00"],"id":"{{unique}}","n":12345678901234567890}""".Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal);

        var put = await ResultAsync("blobs/put", $$$"""{"data": { "n": 12345678901234567890, "id": "{{{unique}}}", "a": [1, "\u00e9 \ud83d\ude00"] }}""");
        var got = await ResultAsync("blobs/get", $$"""{"blob_id": "{{put.GetProperty("blobId").GetString()!["sha256:".Length..]}}"}""");

        put.GetProperty("blobId").GetString().ShouldBe(Id(canonical));
        JsonElement.DeepEquals(got.GetProperty("data"), JsonElement.Parse(canonical)).ShouldBeTrue(got.GetRawText());
        got.GetProperty("data").GetProperty("n").GetRawText().ShouldBe("12345678901234567890");
        got.GetProperty("blobType").GetString().ShouldBe("data");
    }

    [HostFact]
    public async Task Flow_is_stored_as_a_blob()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");

        var put = await ResultAsync("blobs/put", $$$"""{"blobType": "flow", "data": {{{boxes.Flow}}}}""");
        var flowId = put.GetProperty("blobId").GetString()!;
        var run = await Api.RunAsync(flowId, """[{"name": "one"}]""");

        run.GetProperty("status").GetString().ShouldBe("success");
        (await Api.GetAsync($"/api/flows/{flowId}")).Expect(200);
    }

    async Task<JsonElement> ResultAsync(string method, string parameters)
    {
        var answer = (await Api.PostAsync("/api/rpc", $$$"""{"jsonrpc": "2.0", "id": 1, "method": "{{{method}}}", "params": {{{parameters}}}}""")).Expect(200);
        return answer.Json.TryGetProperty("result", out var result) ? result : throw new ShouldAssertException(answer.Text);
    }

    static (int, string?) Codes(JsonElement frame) =>
        (frame.GetProperty("error").GetProperty("code").GetInt32(), frame.GetProperty("error").GetProperty("data").GetProperty("code").GetString());

    static string Id(string canonical) => $"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical)))}";
}
