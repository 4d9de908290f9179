using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Rpc;

public sealed class RunMethodTests
{
    readonly TestApi api = new();

    [Fact]
    public async Task Result_is_the_run_status_as_rest_gives_it()
    {
        var runId = await api.StartRunAsync();
        await api.EndRunAsync(runId, ItemOutcome.Success, """{"boxId": "b1"}""");

        var answer = await CallAsync("runs/get", $$"""{"runId": "{{runId}}", "includeResults": true}""");

        answer.GetProperty("result").GetRawText().ShouldBe((await api.GetAsync($"/api/runs/{runId}?includeResults=true")).Text());
    }

    [Theory]
    [InlineData("flowId", "wait", "timeoutSecs", "maxConcurrency", "runId", "includeResults", "resultOrder", "byIndex")]
    [InlineData("flow_id", "wait", "timeout_secs", "max_concurrency", "run_id", "include_results", "result_order", "by_completion")]
    [InlineData("flow_id", "wait", "timeout_secs", "max_concurrency", "run_id", "include_results", "result_order", "BY_INDEX")]
    public async Task Both_spellings_of_the_protocol_are_taken(
        string flowId, string wait, string timeoutSecs, string maxConcurrency, string runId, string includeResults, string resultOrder, string order)
    {
        var flow = (await api.StoreFlowAsync())["sha256:".Length..].ToUpperInvariant();

        var submitted = await CallAsync("runs/submit", $$"""
            {"{{flowId}}": "{{flow}}", "inputs": [{"name": "one"}], "{{wait}}": true, "{{timeoutSecs}}": 0, "{{maxConcurrency}}": 4,
             "subflowKey": "b4e9a1c0-7f3a-4c5d-9e8f-0123456789ab", "observability": {"trace_id": "x"}, "other": [1]}
            """);
        var id = submitted.GetProperty("result").GetProperty("runId").GetString();
        var got = await CallAsync("runs/get", $$"""{"{{runId}}": "{{id}}", "{{includeResults}}": true, "{{resultOrder}}": "{{order}}", "{{timeoutSecs}}": 0, "{{wait}}": true}""");

        submitted.GetProperty("result").GetProperty("results").GetArrayLength().ShouldBe(0);
        got.GetProperty("result").GetProperty("runId").GetString().ShouldBe(id);
        got.GetProperty("result").GetProperty("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Waits_of_a_batch_go_on_side_by_side()
    {
        var flowId = await api.StoreFlowAsync();
        var waiting = new CountdownEvent(3);
        var all = new TaskCompletionSource();
        api.Instances.Waiting = () =>
        {
            if (waiting.Signal())
                all.SetResult();
        };
        var runId = await api.StartRunAsync();
        var submit = $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "one"}], "wait": true}""";

        var answer = api.PostAsync("/api/rpc", $"[{Frame(1, "runs/submit", submit)}, {Frame(2, "runs/submit", submit)}, {Frame(3, "runs/get", $$"""{"runId": "{{runId}}", "wait": true, "timeoutSecs": 300}""")}]");
        await all.Task;
        answer.IsCompleted.ShouldBeFalse();
        api.Time.Move(TimeSpan.FromSeconds(300));
        var response = await answer;

        response.Json().EnumerateArray().Select(each => each.GetProperty("id").GetInt32()).ShouldBe([1, 2, 3]);
        response.Json().EnumerateArray().Select(each => each.GetProperty("result").GetProperty("status").GetString()).ShouldBe(["running", "running", "running"]);
    }

    [Fact]
    public async Task Frames_of_a_batch_take_effect_in_their_order()
    {
        var flowId = await api.StoreFlowAsync();
        var bundle = (await api.GetAsync($"/api/flows/{flowId}")).Text();
        var other = new TestApi();

        var response = await other.PostAsync("/api/rpc",
            $"[{Frame(1, "blobs/put", $$"""{"data": {{bundle}}, "blobType": "flow"}""")}, {Frame(2, "runs/submit", $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "one"}]}""")}]");

        response.Json()[1].GetProperty("result").GetProperty("flowId").GetString().ShouldBe(flowId);
    }

    [Fact]
    public async Task Client_that_goes_away_ends_the_waits_of_its_batch()
    {
        var runId = await api.StartRunAsync();
        using var client = new CancellationTokenSource();
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = api.PostAsync("/api/rpc", $"[{Frame(1, "runs/get", $$"""{"runId": "{{runId}}", "wait": true}""")}]", client.Token);
        await waiting.Task;
        await client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        api.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_mistakes_are_told_at_once_and_a_wrong_type_outranks_an_unfit_value()
    {
        var error = (await CallAsync("runs/submit", """{"flowId": "x", "wait": 1, "max_concurrency": 0, "subflowKey": 5}""")).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32602);
        error.GetProperty("message").GetString().ShouldBe("'flowId' must be 'sha256:' and 64 hexadecimal digits; another string was sent.");
        error.GetProperty("data").GetProperty("errors").EnumerateArray().Select(each => each.GetProperty("pointer").GetString())
            .ShouldBe(["/flowId", "/inputs", "/wait", "/max_concurrency", "/subflowKey"]);
    }

    [Fact]
    public async Task Inputs_that_do_not_fit_are_told_by_their_place()
    {
        var flowId = await api.StoreFlowAsync();

        var error = (await CallAsync("runs/submit", $$"""{"flowId": "{{flowId}}", "inputs": [{"name": 5}]}""")).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32004);
        error.GetProperty("data").GetProperty("code").GetString().ShouldBe("invalid-inputs");
        error.GetProperty("data").GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe("/inputs/0/name");
    }

    [Fact]
    public async Task Overrides_of_servers_are_refused_where_the_host_does_not_allow_them()
    {
        var flowId = await api.StoreFlowAsync();

        var error = (await CallAsync("runs/submit", $$$"""{"flowId": "{{{flowId}}}", "inputs": [{"name": "one"}], "overrides": {"servers": {"boxes": "http://127.0.0.1:1"} } }""")).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32004);
        error.GetProperty("data").GetProperty("code").GetString().ShouldBe("servers-not-allowed");
    }

    [Fact]
    public async Task Batch_that_cannot_be_read_leaves_no_wait_behind()
    {
        var few = new TestApi(new ApiSettings { WaitingRequests = 3 });
        var runId = await few.StartRunAsync();
        var wait = Frame(1, "runs/get", $$"""{"runId": "{{runId}}", "wait": true}""");
        byte[] body = [.. Encoding.UTF8.GetBytes($$"""[{{wait}}, {{wait}}, {"jsonrpc": "2.0", "id": 3, "method": "runs/"""), 0xff, .. "\", \"params\": {}}]"u8];

        foreach (var _ in Enumerable.Range(0, 2))
            (await few.PostAsync("/api/rpc", "application/json", body)).Json().GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32700);

        (await few.GetAsync($"/api/runs/{runId}?wait=true&timeoutSecs=0")).Status.ShouldBe(202, "all seats are free");
        few.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Batch_that_breaks_off_gives_its_seats_back()
    {
        var few = new TestApi(new ApiSettings { WaitingRequests = 3 });
        var runId = await few.StartRunAsync();
        using var client = new CancellationTokenSource();
        var waiting = new CountdownEvent(2);
        few.Instances.Waiting = () => waiting.Signal();
        // The client goes away while the third frame is at work, with the waits of the first two begun.
        few.Store.BeforeReading = async key =>
        {
            if (!key.StartsWith("flows/", StringComparison.Ordinal))
                return;
            await client.CancelAsync();
            client.Token.ThrowIfCancellationRequested();
        };
        var wait = Frame(1, "runs/get", $$"""{"runId": "{{runId}}", "wait": true}""");
        var get = $$"""{"blobId": "{{new string('0', 64)}}"}""";

        await Should.ThrowAsync<OperationCanceledException>(() => few.PostAsync(
            "/api/rpc", $"[{wait}, {wait}, {Frame(3, "blobs/get", get)}]", client.Token));

        few.Instances.Waiting = () => { };
        (await few.GetAsync($"/api/runs/{runId}?wait=true&timeoutSecs=0")).Status.ShouldBe(202);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trace_of_the_headers_goes_for_every_submit(bool isBatch)
    {
        var submit = Frame(1, "runs/submit", $$"""{"flowId": "{{await api.StoreFlowAsync()}}", "inputs": [{"name": "one"}]}""");

        var answer = (await SendAsync(
            isBatch ? $"[{submit}, {submit}]" : submit,
            new("traceparent", "00-11111111111111111111111111111111-2222222222222222-00"), new("tracestate", "vendor=1"))).Json();

        foreach (var each in isBatch ? answer.EnumerateArray().ToArray() : [answer])
        {
            var stored = await api.Store.ReadAsync(RunKeys.Record(each.GetProperty("result").GetProperty("runId").GetString()!), default);
            JsonElement.Parse(stored!.Value.Span).GetProperty("trace").GetRawText()
                .ShouldBe("""{"traceParent":"00-11111111111111111111111111111111-2222222222222222-00","traceState":"vendor=1"}""");
        }
    }

    [Fact]
    public async Task Key_of_the_header_goes_for_a_single_frame_whose_own_key_comes_first()
    {
        var flowId = await api.StoreFlowAsync();
        var bare = Frame(1, "runs/submit", $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "one"}]}""");
        var keyed = Frame(1, "runs/submit", $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "one"}], "subflowKey": "b4e9a1c0-7f3a-4c5d-9e8f-0123456789ab"}""");

        var first = RunOf(await SendAsync(bare, new KeyValuePair<string, string>("Idempotency-Key", "k")));
        var again = RunOf(await SendAsync(bare, new KeyValuePair<string, string>("Idempotency-Key", "k")));
        var own = RunOf(await SendAsync(keyed, new KeyValuePair<string, string>("Idempotency-Key", "k")));
        var ownAgain = RunOf(await SendAsync(keyed));

        again.ShouldBe(first);
        own.ShouldNotBe(first);
        ownAgain.ShouldBe(own);
    }

    [Fact]
    public async Task Batch_with_a_key_in_its_header_is_refused_as_a_whole()
    {
        var submit = Frame(1, "runs/submit", $$"""{"flowId": "{{await api.StoreFlowAsync()}}", "inputs": [{"name": "one"}]}""");

        var error = (await SendAsync($"[{submit}]", new KeyValuePair<string, string>("Idempotency-Key", "k"))).Json().GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32600);
        error.GetProperty("message").GetString().ShouldBe("The header Idempotency-Key stands for one submit; in a batch, give each its own 'subflowKey'. None was carried out.");
        (await api.GetAsync("/api/runs")).Json().GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    static string? RunOf(ApiResponse response) => response.Json().GetProperty("result").GetProperty("runId").GetString();

    Task<ApiResponse> SendAsync(string body, params KeyValuePair<string, string>[] headers) => api.SendAsync(new ApiRequest(
        "POST", new Uri($"{TestApi.Origin}/api/rpc"), [new("Content-Type", "application/json"), .. headers], new MemoryStream(Encoding.UTF8.GetBytes(body))));

    async Task<JsonElement> CallAsync(string method, string values) => (await api.PostAsync("/api/rpc", Frame(1, method, values))).Json();

    static string Frame(int id, string method, string values) => $$"""{"jsonrpc": "2.0", "id": {{id}}, "method": "{{method}}", "params": {{values}}}""";
}
