using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Rpc;

public sealed class BlobMethodTests
{
    readonly TestApi api = new();

    [Theory]
    [InlineData("""{"b": 1.0, "a": [true, null]}""", """{"a":[true,null],"b":1}""")]
    [InlineData("null", "null")]
    [InlineData("\"caf\\u00e9 <b>\"", "\"café <b>\"")]
    [InlineData("12345678901234567890.5", "12345678901234567890.5")]
    public async Task Blob_is_addressed_by_its_canonical_json(string data, string canonical)
    {
        var id = await PutAsync(data);

        id.ShouldBe("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        (await CallAsync("blobs/get", $$"""{"blobId": "{{id}}"}""")).GetProperty("result").GetRawText()
            .ShouldBe($$"""{"data":{{canonical}},"blobType":"data","blobId":"{{id}}"}""");
    }

    [Fact]
    public async Task Id_is_taken_without_its_prefix_in_any_case_and_in_snake_case()
    {
        var id = await PutAsync("[1]");

        var got = await CallAsync("blobs/get", $$"""{"blob_id": "{{id["sha256:".Length..].ToUpperInvariant()}}"}""");

        got.GetProperty("result").GetProperty("blobId").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task Flow_blob_is_a_flow()
    {
        var other = new TestApi();
        var flowId = await other.StoreFlowAsync();
        var bundle = (await other.GetAsync($"/api/flows/{flowId}")).Text();

        var put = await CallAsync("blobs/put", $$"""{"data": {{bundle}}, "blob_type": "flow"}""");
        var got = await CallAsync("blobs/get", $$"""{"blobId": "{{flowId}}"}""");

        put.GetProperty("result").GetProperty("blobId").GetString().ShouldBe(flowId);
        (await api.GetAsync($"/api/flows/{flowId}")).Text().ShouldBe(bundle);
        got.GetProperty("result").GetRawText().ShouldBe($$"""{"data":{{bundle}},"blobType":"flow","blobId":"{{flowId}}"}""");
    }

    [Fact]
    public async Task Flow_stored_as_data_alone_does_not_run()
    {
        var other = new TestApi();
        var flowId = await other.StoreFlowAsync();

        (await PutAsync((await other.GetAsync($"/api/flows/{flowId}")).Text())).ShouldBe(flowId);
        var error = (await CallAsync("runs/submit", $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "one"}]}""")).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32005);
        error.GetProperty("data").GetProperty("code").GetString().ShouldBe("unknown-flow");
        (await CallAsync("blobs/get", $$"""{"blobId": "{{flowId}}"}""")).GetProperty("result").GetProperty("blobType").GetString().ShouldBe("data");
    }

    [Fact]
    public async Task Flow_with_errors_is_refused_with_its_diagnostics()
    {
        var error = (await CallAsync("blobs/put", """{"blobType": "flow", "data": {"arazzo": {"arazzo": "1.0.1"}, "sources": {}}}""")).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32004);
        error.GetProperty("data").GetProperty("code").GetString().ShouldBe("invalid-flow");
        var diagnostic = error.GetProperty("data").GetProperty("diagnostics")[0];
        diagnostic.GetProperty("severity").GetString().ShouldBe("error");
        diagnostic.TryGetProperty("line", out _).ShouldBeFalse("the lines of the bundle are not those of the body");
        (await api.Store.ListAsync("", null, 10, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"blobType": "flow", "data": 5}""", -32602, "/data")]
    [InlineData("""{"blobType": "flow", "data": {"sources": {}}}""", -32602, "/data/arazzo")]
    [InlineData("""{"blobType": "flow", "data": {"arazzo": {}, "sources": []}}""", -32602, "/data/sources")]
    [InlineData("""{"blobType": "flow", "data": {"arazzo": {}, "extra": 1}}""", -32004, "/data/extra")]
    [InlineData("""{"blobType": "binary", "data": ""}""", -32004, "/blobType")]
    [InlineData("""{"blob_type": "binary", "data": ""}""", -32004, "/blob_type")]
    [InlineData("""{"blobType": 1, "data": ""}""", -32602, "/blobType")]
    [InlineData("{}", -32602, "/data")]
    public async Task Wrong_put_is_told_by_its_place(string values, int code, string pointer)
    {
        var error = (await CallAsync("blobs/put", values)).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(code);
        error.GetProperty("data").GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Fact]
    public async Task Damaged_blob_is_a_failing_store_and_not_the_blob()
    {
        var id = await PutAsync("[1]");
        await api.Store.PutAsync($"blobs/{id["sha256:".Length..]}", "[2]"u8.ToArray(), default);

        var error = (await CallAsync("blobs/get", $$"""{"blobId": "{{id}}"}""")).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32000);
        api.Failures.Single().Message.ShouldContain(id);
    }

    [Fact]
    public async Task Results_of_a_batch_are_bounded()
    {
        const int Size = 1024 * 1024;
        var id = await PutAsync($"\"{new string('x', Size)}\"");
        var get = $$$"""{"jsonrpc": "2.0", "id": 1, "method": "blobs/get", "params": {"blobId": "{{{id}}}"}}""";

        var put = """{"jsonrpc": "2.0", "id": 1, "method": "blobs/put", "params": {"data": 2}}""";

        var answers = (await api.PostAsync("/api/rpc", $"[{string.Join(",", Enumerable.Repeat(get, 70))}, {put}]")).Json().EnumerateArray().ToList();

        answers.Count(answer => answer.TryGetProperty("result", out _)).ShouldBe(64);
        answers[^1].TryGetProperty("result", out _).ShouldBeTrue("what took effect is told");
        answers[^2].GetProperty("error").GetProperty("data").GetProperty("code").GetString().ShouldBe("result-too-large");
        answers[^2].GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32004);
    }

    async Task<string> PutAsync(string data) =>
        (await CallAsync("blobs/put", $$"""{"data": {{data}}}""")).GetProperty("result").GetProperty("blobId").GetString()!;

    async Task<JsonElement> CallAsync(string method, string values) =>
        (await api.PostAsync("/api/rpc", $$"""{"jsonrpc": "2.0", "id": 1, "method": "{{method}}", "params": {{values}}}""")).Json();
}
