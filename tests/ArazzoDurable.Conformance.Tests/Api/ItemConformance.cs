using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>Items are told of, together and one by one.</summary>
public abstract class ItemConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostFact]
    public async Task Items_are_told_in_their_order_by_status_and_in_pages()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await Api.RunAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "one"}, {"name": "bad1"}, {"name": "one"}, {"name": "bad2"}, {"name": "one"}]""");
        var items = $"/api/runs/{run.GetProperty("runId").GetString()}/items";

        (await ListAsync(items, "")).ShouldBe([0, 1, 2, 3, 4]);
        (await ListAsync(items, "top=2")).ShouldBe([0, 1, 2, 3, 4]);
        (await ListAsync(items, "status=failed&top=1")).ShouldBe([1, 3]);
        (await ListAsync(items, "status=success")).ShouldBe([0, 2, 4]);
        (await ListAsync(items, "status=running")).ShouldBeEmpty();
        var page = (await Api.GetAsync($"{items}?top=2")).Expect(200);
        page["items"][0].GetProperty("result").GetRawText().ShouldBe("""{"outcome":"success","value":{"id":"one","state":"running"}}""");
        page["items"][1].GetProperty("result").GetProperty("error").GetProperty("code").GetString().ShouldBe("step-failed");
    }

    [HostFact]
    public async Task Item_is_told_with_its_visits_and_attempts()
    {
        await using var server = await CalledServer.StartAsync(
            new CalledAnswer(503, "{}"), CalledAnswer.Ok("{\"state\": \"starting\"}"), CalledAnswer.Ok("{\"state\": \"running\"}"));
        var flowId = await Api.StoreAsync(Flow.Of("""
            operations: {look: GET /look}
            steps:
            - stepId: look
              operationId: look
              x-polling: {interval: 0}
              onFailure: [{name: again, type: retry, retryAfter: 0, retryLimit: 3}]
              onSuccess: [{name: there, type: end, criteria: [{condition: "$response.body#/state == 'running'"}]}, {name: not yet, type: goto, stepId: look}]
            """, server));
        var run = await Api.RunAsync(flowId);

        var item = (await Api.GetAsync($"/api/runs/{run.GetProperty("runId").GetString()}/items/0")).Expect(200);

        item["status"].GetString().ShouldBe("success");
        var visits = item["visits"].EnumerateArray().ToList();
        visits.ConvertAll(visit => (visit.GetProperty("stepId").GetString(), visit.GetProperty("visit").GetInt32())).ShouldBe([("look", 1), ("look", 2)]);
        visits[0].GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("statusCode").GetInt32()).ShouldBe([503, 200]);
        visits[0].GetProperty("attempts")[0].GetProperty("next").GetProperty("move").GetString().ShouldBe("retry");
        visits[0].GetProperty("next").GetProperty("stepId").GetString().ShouldBe("look");
        visits[1].GetProperty("next").GetProperty("move").GetString().ShouldBe("end");
    }

    [HostFact]
    public async Task Item_at_work_tells_where_it_is()
    {
        await using var boxes = await Boxes.StartAsync();
        var runId = await Api.StartAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "slow"}]""");
        await boxes.Server.WhenCalledAsync(2);
        await Api.EventsAsync(runId, until: happened => happened.Type == "step.waiting");

        var item = (await Api.GetAsync($"/api/runs/{runId}/items/0")).Expect(200);
        var status = (await Api.GetAsync($"/api/runs/{runId}")).Expect(202);
        boxes.Release("slow");
        await Api.EndAsync(runId);

        (item["status"].GetString(), item["step"].GetString()).ShouldBe(("running", "look"));
        (status["status"].GetString(), status["step"].GetString()).ShouldBe(("running", "look"));
        status["visit"].GetInt32().ShouldBeGreaterThan(0);
    }

    [HostTheory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("first")]
    public async Task Item_that_is_not_there_is_unknown(string index)
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await Api.RunAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "one"}]""");

        (await Api.GetAsync($"/api/runs/{run.GetProperty("runId").GetString()}/items/{index}")).Expect(404).Code.ShouldBe("unknown-item");
    }

    async Task<List<int>> ListAsync(string items, string query)
    {
        var listed = new List<int>();
        for (string? token = "", more = ""; token is not null; more = $"&continuationToken={Uri.EscapeDataString(token ?? "")}")
        {
            var page = (await Api.GetAsync($"{items}?{query}{more}")).Expect(200);
            listed.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("itemIndex").GetInt32()));
            token = page.Json.TryGetProperty("continuationToken", out var next) ? next.GetString() : null;
        }
        return listed;
    }
}
