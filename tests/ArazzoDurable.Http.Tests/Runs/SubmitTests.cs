using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Runs;

public sealed class SubmitTests
{
    readonly TestApi api = new();

    [Fact]
    public async Task Submit_is_accepted_with_the_place_of_its_run()
    {
        var flowId = await api.StoreFlowAsync();

        var response = await api.PostAsync("/api/runs", Submit(flowId));

        response.Status.ShouldBe(202, response.Text());
        var runId = response.Json().GetProperty("runId").GetString()!;
        response.Header("Location").ShouldBe($"/api/runs/{runId}");
        response.Text().ShouldBe(
            $$"""{"runId":"{{runId}}","flowId":"{{flowId}}","flowName":"Boxes","flowLabel":"2.1.0","status":"running","items":"""
            + """{"total":1,"pending":0,"running":1,"success":0,"failed":0,"cancelled":0},"createdAt":"2026-11-20T18:42:00+00:00"}""");
        (await api.Instances.GetAsync(runId, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Flow_id_without_prefix_and_unknown_members_are_taken()
    {
        var flowId = await api.StoreFlowAsync();

        var response = await api.PostAsync("/api/runs", Submit(flowId["sha256:".Length..].ToUpperInvariant(),
            """, "parentStep": "x", "observability": {"trace_id": "x"}, "maxConcurrency": 256, "workflowId": null, "overrides": {"steps": {}, "other": 1}"""));

        response.Status.ShouldBe(202, response.Text());
        response.Json().GetProperty("flowId").GetString().ShouldBe(flowId);
    }

    [Fact]
    public async Task Members_in_snake_case_are_taken_and_those_in_camel_case_go_before()
    {
        var flowId = await api.StoreFlowAsync();

        var response = await api.PostAsync("/api/runs",
            $$"""{"flow_id": "{{flowId}}", "inputs": [{"name": "one"}], "max_concurrency": 0, "maxConcurrency": 3, "timeout_secs": -1}""");

        response.Json().GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldBe(["/timeout_secs"]);
    }

    [Fact]
    public async Task Submit_that_waits_is_answered_with_results_when_the_run_has_ended()
    {
        var flowId = await api.StoreFlowAsync();
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = api.PostAsync("/api/runs", Submit(flowId, """, "wait": true"""));
        await waiting.Task;
        var runId = (await api.GetAsync("/api/runs")).Json().GetProperty("runs")[0].GetProperty("runId").GetString()!;
        await api.EndRunAsync(runId, ItemOutcome.Success, """{"boxId": "b1"}""");
        var response = await answer;

        response.Status.ShouldBe(200);
        response.Header("Location").ShouldBe($"/api/runs/{runId}");
        response.Json().GetProperty("results").GetRawText().ShouldBe(
            """[{"itemIndex":0,"status":"success","result":{"outcome":"success","value":{"boxId":"b1"}},"completedAt":"2026-11-20T18:42:00+00:00"}]""");
    }

    [Theory]
    [InlineData("", 300)]
    [InlineData(""", "timeoutSecs": 7""", 7)]
    public async Task Submit_that_waits_in_vain_is_answered_with_the_present_status(string timeout, int seconds)
    {
        var flowId = await api.StoreFlowAsync();
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = api.PostAsync("/api/runs", Submit(flowId, $""", "wait": true{timeout}"""));
        await waiting.Task;
        api.Time.Move(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        answer.IsCompleted.ShouldBeFalse();
        api.Time.Move(TimeSpan.FromMilliseconds(1));
        var response = await answer;

        response.Status.ShouldBe(202);
        response.Json().GetProperty("status").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task Host_that_waits_less_is_obeyed()
    {
        var flowId = await api.StoreFlowAsync();
        api.Under(new ApiSettings { LongestWait = TimeSpan.FromSeconds(200) });
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = api.PostAsync("/api/runs", Submit(flowId, """, "wait": true, "timeoutSecs": 300"""));
        await waiting.Task;
        api.Time.Move(TimeSpan.FromSeconds(200));

        (await answer).Status.ShouldBe(202);
    }

    [Fact]
    public async Task Wait_of_no_time_is_answered_at_once()
    {
        var flowId = await api.StoreFlowAsync();

        (await api.PostAsync("/api/runs", Submit(flowId, """, "wait": true, "timeoutSecs": 0"""))).Status.ShouldBe(202);
    }

    [Fact]
    public async Task Client_that_goes_away_ends_the_wait()
    {
        var flowId = await api.StoreFlowAsync();
        using var client = new CancellationTokenSource();
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = api.PostAsync("/api/runs", Submit(flowId, """, "wait": true"""), client.Token);
        await waiting.Task;
        await client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        api.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Overrides_are_kept_with_the_run()
    {
        var flowId = await api.StoreFlowAsync();
        api.Under(new ApiSettings { AllowServerOverrides = true });

        var response = await api.PostAsync("/api/runs", Submit(flowId,
            """, "overrides": {"servers": {"boxes": "http://127.0.0.1:9/v2"}, "polling": {"interval": 0.5, "factor": 2, "maxInterval": 9, "deadline": 60, "maxVisits": 40}}"""));

        var stored = await api.Store.ReadAsync(RunKeys.Record(response.Json().GetProperty("runId").GetString()!), default);
        JsonElement.Parse(stored!.Value.Span).GetProperty("options").GetRawText().ShouldStartWith(
            """{"servers":{"boxes":"http://127.0.0.1:9/v2"},"polling":{"interval":0.5,"factor":2,"maxInterval":9,"deadline":60,"maxVisits":40}""");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(""", "parallel": true""", true)]
    [InlineData(""", "parallel": true, "overrides": {"polling": {"interval": 1}}""", true)]
    public async Task Parallel_is_kept_with_the_run(string member, bool expected)
    {
        var response = await api.PostAsync("/api/runs", Submit(await api.StoreFlowAsync(), member));

        var stored = await api.Store.ReadAsync(RunKeys.Record(response.Json().GetProperty("runId").GetString()!), default);
        JsonElement.Parse(stored!.Value.Span).GetProperty("options").GetProperty("parallel").GetBoolean().ShouldBe(expected);
    }

    [Theory]
    [InlineData(""", "observability": {"trace_id": "0af7651916cd43dd8448eb211c80319c", "span_id": "b7ad6b7169203331", "run_id": "r", "flow_id": "f", "step_id": "s"}""", null,
        """{"traceParent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","runId":"r","flowId":"f","stepId":"s"}""")]
    [InlineData(""", "observability": {"traceId": "0af7651916cd43dd8448eb211c80319c", "spanId": "b7ad6b7169203331"}""", "00-11111111111111111111111111111111-2222222222222222-01",
        """{"traceParent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""")]
    [InlineData(""", "observability": {"trace_id": "none", "run_id": "r"}""", "00-11111111111111111111111111111111-2222222222222222-00",
        """{"traceParent":"00-11111111111111111111111111111111-2222222222222222-00","traceState":"vendor=1","runId":"r"}""")]
    [InlineData("", "00-11111111111111111111111111111111-2222222222222222-01",
        """{"traceParent":"00-11111111111111111111111111111111-2222222222222222-01","traceState":"vendor=1"}""")]
    [InlineData(""", "observability": {"trace_id": 7, "run_id": []}""", "not a trace", null)]
    [InlineData(""", "observability": "x" """, null, null)]
    public async Task Trace_of_a_submit_is_kept_with_the_run_that_of_the_body_first(string member, string? header, string? expected)
    {
        var flowId = await api.StoreFlowAsync();
        KeyValuePair<string, string>[] headers = [new("Content-Type", "application/json"), new("traceparent", header ?? ""), new("tracestate", "vendor=1")];

        var response = await api.SendAsync(new ApiRequest("POST", new Uri($"{TestApi.Origin}/api/runs"), headers, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Submit(flowId, member)))));

        response.Status.ShouldBe(202, response.Text());
        var stored = await api.Store.ReadAsync(RunKeys.Record(response.Json().GetProperty("runId").GetString()!), default);
        (JsonElement.Parse(stored!.Value.Span).TryGetProperty("trace", out var trace) ? trace.GetRawText() : null).ShouldBe(expected);
    }

    [Fact]
    public async Task Override_of_a_step_is_kept_with_the_run_under_its_full_name()
    {
        var response = await api.PostAsync("/api/runs", Submit(await api.StoreFlowAsync(),
            """, "overrides": {"steps": {"create": {"$type": "merge_patch", "value": {"successCriteria": null}}}}"""));

        response.Status.ShouldBe(202, response.Text());
        var stored = await api.Store.ReadAsync(RunKeys.Record(response.Json().GetProperty("runId").GetString()!), default);
        JsonElement.Parse(stored!.Value.Span).GetProperty("options").GetProperty("steps").GetRawText().ShouldBe("""{"start-box/create":{"successCriteria":null}}""");
    }

    [Fact]
    public async Task Secret_of_a_submit_reaches_no_store_and_no_answer()
    {
        var runId = await api.StartRunAsync();

        var everything = string.Concat((await api.Store.ListAsync("", null, 100, default)).Select(entry => System.Text.Encoding.UTF8.GetString(entry.Stored.Value.Span)));
        everything.ShouldContain("$sealed");
        everything.ShouldNotContain("s3cret");
        (await api.GetAsync($"/runtime/webhooks/durabletask/instances/{runId}")).Text().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Secret_that_does_not_fit_is_not_told_with_what_is_wrong_with_it()
    {
        var response = await api.PostAsync("/api/runs", $$"""{"flowId": "{{await api.StoreFlowAsync()}}", "inputs": [{"name": 4711, "token": 987654321}]}""");

        response.Status.ShouldBe(422);
        response.Text().ShouldContain("found a number");
        response.Text().ShouldContain("4711");
        response.Text().ShouldNotContain("987654321");
    }

    static string Submit(string flowId, string more = "") => $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "one"}]{{more}}}""";
}
