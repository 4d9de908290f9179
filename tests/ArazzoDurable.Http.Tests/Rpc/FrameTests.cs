using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Rpc;

/// <summary>What a body of JSON-RPC may be, and how its answers look.</summary>
public sealed class FrameTests
{
    const string UnknownRun = "01234567-89ab-8def-8123-456789abcdef";

    readonly TestApi api = new();

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9007199254740993")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("null")]
    public async Task Id_is_echoed_digit_for_digit(string id)
    {
        var response = await api.PostAsync("/api/rpc", $$$"""{"jsonrpc": "2.0", "id": {{{id}}}, "method": "runs/get", "params": {"runId": "{{{UnknownRun}}}"}}""");

        (response.Status, response.ContentType).ShouldBe((200, "application/json; charset=utf-8"));
        response.Text().ShouldStartWith($$"""{"jsonrpc":"2.0","id":{{id}},"error":{"code":-32005,""");
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "blobs/put", "params": {"data": 7}}""")]
    [InlineData("""[{"jsonrpc": "2.0", "method": "blobs/put", "params": {"data": 7}}, {"jsonrpc": "2.0", "method": "nothing"}]""")]
    public async Task Notifications_take_effect_and_are_not_answered(string body)
    {
        var response = await api.PostAsync("/api/rpc", body);

        (response.Status, response.ContentType, response.Body.Length).ShouldBe((204, null, 0));
        (await api.Store.ListAsync("blobs/", null, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Notification_does_not_wait()
    {
        var flowId = await api.StoreFlowAsync();

        var response = await api.PostAsync("/api/rpc", $$$"""{"jsonrpc": "2.0", "method": "runs/submit", "params": {"flowId": "{{{flowId}}}", "inputs": [{"name": "one"}], "wait": true}}""");

        response.Status.ShouldBe(204);
        (await api.GetAsync("/api/runs")).Json().GetProperty("runs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Batch_of_more_frames_than_may_be_is_refused_as_a_whole()
    {
        var response = await api.PostAsync("/api/rpc", Batch(101));

        response.Json().GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32600);
        response.Json().GetProperty("error").GetProperty("message").GetString().ShouldBe("A batch may have 100 frames; 101 were sent, and none was carried out.");
        (await api.Store.ListAsync("blobs/", null, 10, default)).ShouldBeEmpty();
        (await api.PostAsync("/api/rpc", Batch(100))).Json().GetArrayLength().ShouldBe(100);
    }

    [Fact]
    public async Task Failure_of_one_frame_leaves_the_others_their_answers()
    {
        var runId = await api.StartRunAsync();
        var broken = new InvalidOperationException("The disk /data/secret is gone.");
        api.Instances.Broken = broken;

        var response = await api.PostAsync("/api/rpc", $$$"""
            [{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {"runId": "{{{runId}}}"}}, {"jsonrpc": "2.0", "id": 2, "method": "blobs/put", "params": {"data": 1}}]
            """);

        response.Json()[0].GetRawText().ShouldBe("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"The server failed to answer; its log says why.","data":{"code":"internal-error"}}}""");
        response.Json()[1].GetProperty("result").GetProperty("blobId").GetString()!.ShouldStartWith("sha256:");
        api.Failures.ShouldBe([broken]);
    }

    [Fact]
    public async Task Failing_store_is_a_failing_dependency()
    {
        var runId = await api.StartRunAsync();
        api.Instances.Broken = new ArazzoDurable.Runtime.Durability.StoreFailedException("The disk is full.");

        var rpc = await api.PostAsync("/api/rpc", $$$"""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {"runId": "{{{runId}}}"}}""");
        var rest = await api.GetAsync($"/api/runs/{runId}");

        rpc.Json().GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32000);
        rpc.Json().GetProperty("error").GetProperty("data").GetProperty("code").GetString().ShouldBe("store-failed");
        (rest.Status, rest.Json().GetProperty("code").GetString()).ShouldBe((503, "store-failed"));
        api.Failures.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json-rpc+json; charset=utf-8", 200)]
    [InlineData("text/plain", 415)]
    public async Task Body_is_json(string contentType, int status)
    {
        var response = await api.PostAsync("/api/rpc", contentType, Encoding.UTF8.GetBytes("[]"));

        response.Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2")]
    [InlineData("""{"jsonrpc": "2.0", "id": 1, "id": 2, "method": "runs/get"}""")]
    [InlineData("""{"jsonrpc": "2.0", "id": "\ud800", "method": "runs/get"}""")]
    [InlineData("1 2")]
    [InlineData("// runs\n[]")]
    public async Task Body_that_is_no_json_is_400_with_a_parse_error(string body)
    {
        var response = await api.PostAsync("/api/rpc", body);

        response.Status.ShouldBe(400);
        response.Text().ShouldStartWith("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"The """);
    }

    [Fact]
    public async Task Body_that_is_too_long_is_a_problem()
    {
        api.Under(new ApiSettings { BodyLimit = 64 });

        var response = await api.PostAsync("/api/rpc", Batch(1));

        (response.Status, response.Json().GetProperty("code").GetString()).ShouldBe((413, "body-too-large"));
    }

    [Fact]
    public async Task Key_is_asked_for()
    {
        api.Under(new ApiSettings { ApiKey = "k3y" });

        (await api.PostAsync("/api/rpc", Batch(1))).Status.ShouldBe(401);
        (await api.PostAsync("/api/rpc?code=k3y", Batch(1))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("runs/submit", 64, 200, -32602)]
    [InlineData("runs/submit", 65, 200, -32004)]
    [InlineData("blobs/put", 67, 200, null)]
    [InlineData("blobs/put", 68, 400, -32700)]
    public async Task Params_are_nested_only_so_deep(string method, int depth, int status, int? code)
    {
        var data = new string('[', depth - 1) + new string(']', depth - 1);

        var response = await api.PostAsync("/api/rpc", $$$"""[{"jsonrpc": "2.0", "id": 1, "method": "{{{method}}}", "params": {"data": {{{data}}}}}]""");

        response.Status.ShouldBe(status);
        var answer = status == 200 ? response.Json()[0] : response.Json();
        (answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : (int?)null).ShouldBe(code, response.Text());
    }

    static string Batch(int frames) => $"[{string.Join(",", Enumerable.Range(0, frames).Select(number => JsonSerializer.Serialize(new { jsonrpc = "2.0", id = number, method = "blobs/put", @params = new { data = number } })))}]";
}
