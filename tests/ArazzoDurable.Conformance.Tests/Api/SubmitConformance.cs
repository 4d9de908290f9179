using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>Runs are submitted, waited for and told of.</summary>
public abstract class SubmitConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    /// <summary>A flow that asks for a number, and fails when it is refused.</summary>
    const string Numbers = """
        operations: {ask: {call: 'GET /items/{n}', parameters: [{name: n, in: path, required: true, schema: {type: integer}}]}}
        of-main: {inputs: {type: object, required: [n], properties: {n: {type: integer}}}}
        steps:
        - {stepId: ask, operationId: ask, parameters: [{name: n, in: path, value: $inputs.n}], outputs: {n: '$response.body#/n'}}
        outputs-of-main: {n: $steps.ask.outputs.n}
        """;

    [HostFact]
    public async Task Waited_for_run_is_told_with_its_results()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flow = boxes.Flow;
        var flowId = await Api.StoreAsync(flow);

        var answer = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, """[{"name": "one"}]""", """, "wait": true, "timeoutSecs": 90"""))).Expect(200);

        var runId = answer["runId"].GetString()!;
        answer.Headers["Location"].ShouldEndWith($"/api/runs/{runId}");
        answer["status"].GetString().ShouldBe("success");
        answer["flowId"].GetString().ShouldBe(flowId);
        answer["flowName"].GetString().ShouldBe(flow.Title);
        answer["items"].GetRawText().ShouldBe("""{"total":1,"pending":0,"running":0,"success":1,"failed":0,"cancelled":0}""");
        answer["results"][0].GetProperty("result").GetRawText().ShouldBe("""{"outcome":"success","value":{"id":"one","state":"running"}}""");
        answer["completedAt"].GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(answer["createdAt"].GetDateTimeOffset());
        Uri.TryCreate(answer.Headers["Location"], UriKind.RelativeOrAbsolute, out var location).ShouldBeTrue();
        var read = (await Api.GetAsync(location!.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString)).Expect(200);
        read.Json.TryGetProperty("results", out _).ShouldBeFalse("nobody asked for them");
        boxes.Server.Requests.Select(request => request.Line).ShouldBe(["POST /boxes", "GET /boxes/one"]);
    }

    [HostFact]
    public async Task Run_goes_on_when_the_wait_for_it_is_over()
    {
        await using var boxes = await Boxes.StartAsync();
        var flowId = await Api.StoreAsync(boxes.Flow);

        var submitted = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, """[{"name": "slow"}]"""))).Expect(202);
        var runId = submitted["runId"].GetString()!;
        var waited = (await Api.GetAsync($"/api/runs/{runId}?wait=true&timeoutSecs=1")).Expect(202);
        boxes.Release("slow");
        var ended = await Api.EndAsync(runId);

        submitted["status"].GetString().ShouldBeOneOf("pending", "running");
        submitted.Headers["Location"].ShouldEndWith($"/api/runs/{runId}");
        waited["status"].GetString().ShouldBe("running");
        ended.GetProperty("status").GetString().ShouldBe("success");
        ended.GetProperty("results").GetArrayLength().ShouldBe(1);
    }

    [HostFact]
    public async Task Run_of_no_items_has_succeeded_at_once()
    {
        await using var boxes = await Boxes.StartAsync();
        var flowId = await Api.StoreAsync(boxes.Flow);

        var answer = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, "[]"))).Expect(200);

        (answer["status"].GetString(), answer["items"].GetProperty("total").GetInt32()).ShouldBe(("success", 0));
        boxes.Server.Requests.ShouldBeEmpty();
    }

    [HostTheory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Items_at_work_reach_the_limit_and_never_exceed_it(int maxConcurrency)
    {
        const int items = 7;
        var hold = new Hold(maxConcurrency, items);
        await using var server = await CalledServer.StartAsync(async request =>
        {
            await hold.PassAsync();
            return CalledAnswer.Ok($$"""{"n": {{request.Line["GET /items/".Length..]}}}""");
        });
        var flowId = await Api.StoreAsync(Flow.Of(Numbers, server));

        var run = await Api.RunAsync(flowId, $"[{string.Join(", ", Enumerable.Range(0, items).Select(n => $$"""{"n": {{n}}}"""))}]", $""", "maxConcurrency": {maxConcurrency}""");

        hold.Peak.ShouldBe(maxConcurrency);
        run.GetProperty("items").GetProperty("success").GetInt32().ShouldBe(items, run.ToString());
        run.GetProperty("results").EnumerateArray().Select(Number).ShouldBe(Enumerable.Range(0, items));
        server.Requests.Select(request => request.Line).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, items).Select(n => $"GET /items/{n}"));
    }

    [HostFact]
    public async Task Steps_that_do_not_need_each_other_are_at_work_at_once_when_the_submit_asks_for_it()
    {
        var hold = new Hold(2, 2);
        await using var server = await CalledServer.StartAsync(async request =>
        {
            if (request.Line != "GET /c")
                await hold.PassAsync();
            return CalledAnswer.Ok("{}");
        });
        var flowId = await Api.StoreAsync(Flow.Of("""
            arazzo: 1.1.0
            operations: {a: GET /a, b: GET /b, c: GET /c}
            steps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}, {stepId: c, operationId: c, dependsOn: [a, b]}]
            """, server));

        var run = await Api.RunAsync(flowId, more: """, "parallel": true""");

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        hold.Peak.ShouldBe(2);
        server.Requests[^1].Line.ShouldBe("GET /c");
    }

    [HostFact]
    public async Task Failure_of_an_item_fails_the_run_and_none_of_its_siblings()
    {
        await using var server = await CalledServer.StartAsync(request =>
            request.Line == "GET /items/1" ? new CalledAnswer(500, "{}") : CalledAnswer.Ok($$"""{"n": {{request.Line["GET /items/".Length..]}}}"""));
        var flowId = await Api.StoreAsync(Flow.Of(Numbers, server));

        var run = await Api.RunAsync(flowId, """[{"n": 0}, {"n": 1}, {"n": 2}]""");

        run.GetProperty("status").GetString().ShouldBe("failed");
        run.GetProperty("items").GetRawText().ShouldBe("""{"total":3,"pending":0,"running":0,"success":2,"failed":1,"cancelled":0}""");
        run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetString()).ShouldBe(["success", "failed", "success"]);
        run.GetProperty("results")[1].GetProperty("result").GetProperty("error").GetProperty("code").GetString().ShouldBe("step-failed");
    }

    [HostFact]
    public async Task Results_come_by_index_or_by_completion()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await CalledServer.StartAsync(async request =>
        {
            if (request.Line == "GET /items/0")
                await held.Task;
            return CalledAnswer.Ok($$"""{"n": {{request.Line["GET /items/".Length..]}}}""");
        });
        var runId = await Api.StartAsync(await Api.StoreAsync(Flow.Of(Numbers, server)), """[{"n": 0}, {"n": 1}]""");
        Exchange.Answer amid;
        do
            amid = (await Api.GetAsync($"/api/runs/{runId}?includeResults=true&wait=true&timeoutSecs=1")).Expect(202);
        while (amid["items"].GetProperty("success").GetInt32() == 0);
        held.SetResult();
        await Api.EndAsync(runId);

        amid["results"].EnumerateArray().ShouldHaveSingleItem().GetProperty("itemIndex").GetInt32().ShouldBe(1);
        (await ResultsAsync(runId, "byIndex")).ShouldBe([0, 1]);
        (await ResultsAsync(runId, "byCompletion")).ShouldBe([1, 0]);
        (await ResultsAsync(runId, "by_completion")).ShouldBe([1, 0]);
    }

    [HostFact]
    public async Task Step_is_overridden_for_one_run()
    {
        await using var boxes = await Boxes.StartAsync();
        var flowId = await Api.StoreAsync(boxes.Flow);

        var run = await Api.RunAsync(flowId, """[{"name": "one"}]""", """, "overrides": {"steps": {"main/make": {"$type": "merge_patch", "value": {"onSuccess": [{"name": "enough", "type": "end"}]}}}}""");

        run.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText().ShouldBe("""{"id":"one"}""");
        boxes.Server.Requests.Select(request => request.Line).ShouldBe(["POST /boxes"]);
    }

    [HostFact]
    public async Task Server_is_overridden_where_the_host_allows_it_and_refused_else()
    {
        await using var boxes = await Boxes.StartAsync();
        await using var other = await Boxes.StartAsync();
        other.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);

        var answer = await Api.PostAsync("/api/runs", HostClient.Submission(
            flowId, """[{"name": "one"}]""", $$$""", "wait": true, "timeoutSecs": 90, "overrides": {"servers": {"api": "{{{other.Server.Url}}}/api/v1"}}"""));

        answer.Status.ShouldBeOneOf(200, 403);
        boxes.Server.Requests.ShouldBeEmpty();
        other.Server.Requests.Length.ShouldBe(answer.Status == 200 ? 2 : 0);
        if (answer.Status == 403)
            answer.Code.ShouldBe("servers-not-allowed");
    }

    async Task<int[]> ResultsAsync(string runId, string order) =>
        [.. (await Api.GetAsync($"/api/runs/{runId}?includeResults=true&resultOrder={order}")).Expect(200)["results"].EnumerateArray().Select(result => result.GetProperty("itemIndex").GetInt32())];

    static int Number(JsonElement result) => result.GetProperty("result").GetProperty("value").GetProperty("n").GetInt32();
}
