using System.Net;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.EndToEnd;

namespace ArazzoDurable.Functions.Tests.Requests;

public sealed class ApiRequestTests
{
    [Fact]
    public async Task Key_of_the_platform_opens_what_is_closed_in_the_header_and_in_the_query()
    {
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { FunctionKey = "k3y" });
        app.Client.DefaultRequestHeaders.Remove("x-functions-key");

        (await app.GetAsync("api/health")).With(HttpStatusCode.OK);
        (await app.GetAsync("api/openapi.json")).With(HttpStatusCode.OK);
        (await app.GetAsync("api/runs")).With(HttpStatusCode.Unauthorized);
        (await app.GetAsync("api/runs", ("x-functions-key", "k3y"))).With(HttpStatusCode.OK);
        var listed = (await app.GetAsync("api/runs?code=k3y&top=5")).With(HttpStatusCode.OK);
        listed.Text.ShouldNotContain("k3y");
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_and_no_body()
    {
        await using var app = await FunctionsApp.StartAsync();

        var head = (await app.SendAsync(HttpMethod.Head, "api/openapi.json")).With(HttpStatusCode.OK);

        (head.Header("Content-Type"), head.Text).ShouldBe(("application/json; charset=utf-8", ""));
    }

    [Fact]
    public async Task Submit_tells_where_the_run_is_and_nothing_of_the_built_in_endpoint()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync();

        var submitted = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url)).With(HttpStatusCode.Accepted);

        submitted.Header("Location").ShouldBe($"/api/runs/{submitted.Member("runId")}");
        submitted.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        submitted.Text.ShouldNotContain("statusQueryGetUri");
        await app.EndAsync(submitted.Member("runId"));
    }

    [Fact]
    public async Task Submit_tells_the_url_of_the_built_in_endpoint_where_it_is_to_and_never_a_key()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions
        {
            Settings = FunctionsAppOptions.LocalSettings.Add(FunctionsSettings.StatusQueryUriSetting, "true"),
            FunctionKey = "k3y",
        });
        var flowId = await BoxFlow.PutAsync(app);

        var submitted = (await BoxFlow.SubmitAsync(app, flowId, boxes.Url)).With(HttpStatusCode.Accepted);
        var runId = submitted.Member("runId");

        submitted.Member("statusQueryGetUri").ShouldBe($"https://app.test/runtime/webhooks/durabletask/instances/{runId}");
        submitted.Text.ShouldNotContain("code=");
        submitted.Text.ShouldNotContain("k3y");
        await app.EndAsync(runId);
        (await app.GetAsync($"api/runs/{runId}")).Text.ShouldNotContain("statusQueryGetUri");
    }

    [Fact]
    public async Task Instance_has_what_the_built_in_endpoint_is_to_show()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync();
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url)).Member("runId");
        await app.EndAsync(runId);

        var instance = (await app.TaskClient.GetInstanceAsync(runId, getInputsAndOutputs: true)).ShouldNotBeNull();

        instance.Name.ShouldBe("Workflow");
        JsonElement.Parse(instance.SerializedOutput!).GetProperty("results")[0].GetProperty("status").GetString().ShouldBe("success");
        JsonElement.Parse(instance.SerializedCustomStatus!).GetProperty("status").GetString().ShouldBe("success");
        (instance.SerializedInput + instance.SerializedOutput + instance.SerializedCustomStatus).ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Body_that_was_lost_in_chunks_is_answered_with_what_to_do()
    {
        await using var app = await FunctionsApp.StartAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/runs", UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var response = await app.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.LengthRequired);
        (await response.Content.ReadAsStringAsync()).ShouldContain("Content-Length");
    }

    [Fact]
    public async Task Submits_with_one_key_make_one_run()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HasFreshWorkers = true });
        var flowId = await BoxFlow.PutAsync(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            BoxFlow.SubmitAsync(app, flowId, boxes.Url, more: """, "wait": true, "timeoutSecs": 30""", headers: ("Idempotency-Key", "order-17")))));
        var other = await BoxFlow.SubmitAsync(app, flowId, boxes.Url, interval: 1, headers: ("Idempotency-Key", "order-17"));

        answers.Select(answer => answer.With(HttpStatusCode.OK).Member("runId")).Distinct().Count().ShouldBe(1);
        answers.Count(answer => answer.Header("Idempotent-Replayed") is null).ShouldBe(1);
        boxes.Requests.Count(call => call.Line.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        other.With(HttpStatusCode.UnprocessableEntity).Member("code").ShouldBe("idempotency-key-reused");
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_over_pages()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync();
        var flowId = await BoxFlow.PutAsync(app);
        var runs = new List<string>();
        for (var number = 0; number < 3; number++)
            runs.Add((await BoxFlow.SubmitAsync(app, flowId, boxes.Url, more: """, "wait": true""")).With(HttpStatusCode.OK).Member("runId"));

        var first = (await app.GetAsync("api/runs?top=2&status=success")).Json;
        var second = (await app.GetAsync($"api/runs?top=2&status=success&continuationToken={first.GetProperty("continuationToken").GetString()}")).Json;

        first.GetProperty("runs").EnumerateArray().Concat(second.GetProperty("runs").EnumerateArray()).Select(run => run.GetProperty("runId").GetString())
            .ShouldBe(runs.AsEnumerable().Reverse());
    }

    [Fact]
    public async Task Json_rpc_submits_and_reads_a_run_and_keeps_blobs()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync();
        var flowId = await BoxFlow.PutAsync(app, boxes.Url);

        var run = await RpcAsync(app, "runs/submit", $$$"""{"flowId": "{{{flowId}}}", "inputs": [{"name": "one"}], "wait": true, "timeoutSecs": 30, "overrides": {"polling": {"interval": 0} } }""");
        var got = await RpcAsync(app, "runs/get", $$"""{"runId": "{{run.GetProperty("runId").GetString()}}"}""");
        var put = await RpcAsync(app, "blobs/put", """{"data": {"large": [1, 2, 3]}, "blobType": "data"}""");
        var blob = await RpcAsync(app, "blobs/get", $$"""{"blobId": "{{put.GetProperty("blobId").GetString()}}"}""");

        run.GetProperty("status").GetString().ShouldBe("success");
        got.GetProperty("status").GetString().ShouldBe("success");
        blob.GetProperty("data").GetRawText().ShouldBe("""{"large":[1,2,3]}""");
    }

    [Theory]
    [InlineData("PUT", "api/runs")]
    [InlineData("GET", "api/nothing")]
    [InlineData("GET", "api/runs/one/two/three/four")]
    [InlineData("GET", "")]
    public async Task What_no_function_is_there_for_is_answered_by_the_platform(string method, string path)
    {
        await using var app = await FunctionsApp.StartAsync();

        (await app.SendAsync(new HttpMethod(method), path)).With(HttpStatusCode.NotFound).Text.ShouldBeEmpty();
    }

    static async Task<JsonElement> RpcAsync(FunctionsApp app, string method, string parameters)
    {
        var answer = (await app.PostAsync("api/rpc", $$"""{"jsonrpc": "2.0", "id": 1, "method": "{{method}}", "params": {{parameters}} }""")).With(HttpStatusCode.OK).Json;
        answer.TryGetProperty("result", out var result).ShouldBeTrue(answer.ToString());
        return result;
    }
}
