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

    async Task<JsonElement> CallAsync(string method, string values) => (await api.PostAsync("/api/rpc", Frame(1, method, values))).Json();

    static string Frame(int id, string method, string values) => $$"""{"jsonrpc": "2.0", "id": {{id}}, "method": "{{method}}", "params": {{values}}}""";
}
