using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>A run is followed over server-sent events; a stream may end before the run, and is followed again then.</summary>
public abstract class EventConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostFact]
    public async Task Events_tell_the_whole_run_in_order()
    {
        var (runId, _) = await RunAsync();

        var events = await Api.EventsAsync(runId);

        events.ConvertAll(happened => happened.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(id => (long)id));
        events.ConvertAll(Short).ShouldBe([
            "run.created", "item.started", "step.attempted make#1", "step.completed make#1", "step.attempted look#1", "step.completed look#1", "item.completed", "run.completed",
        ]);
        events[^1].Data.GetProperty("run").GetProperty("status").GetString().ShouldBe("success");
        events[2].Data.GetProperty("statusCode").GetInt32().ShouldBe(201);
    }

    [HostFact]
    public async Task Stream_is_followed_again_after_the_last_id()
    {
        var (runId, _) = await RunAsync();
        var all = await Api.EventsAsync(runId);

        (await Api.EventsAsync(runId, after: 3)).ConvertAll(happened => happened.Id).ShouldBe(all.Skip(3).Select(happened => happened.Id));
        (await Api.OpenEventsAsync(runId, after: all.Count)).ShouldBeNull("nothing is left to tell");
        (await Api.GetAsync($"/api/runs/{runId}/events?lastEventId={all.Count - 1}")).Expect(200).Text.ShouldStartWith($"id: {all.Count}\n");
        (await Api.GetAsync($"/api/runs/{runId}/events?lastEventId=1", ("Last-Event-ID", $"{all.Count}"))).Expect(204);
        (await Api.GetAsync($"/api/runs/{runId}/events", ("Last-Event-ID", "none"))).Expect(400).Code.ShouldBe("invalid-value");
    }

    [HostFact]
    public async Task Events_are_told_as_they_happen()
    {
        await using var boxes = await Boxes.StartAsync();
        var runId = await Api.StartAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "slow"}]""");

        var before = await Api.EventsAsync(runId, until: happened => Short(happened) == "step.completed look#2");
        boxes.Release("slow");
        var after = await Api.EventsAsync(runId, before[^1].Id);

        before.ConvertAll(Short).ShouldContain("step.waiting look#2");
        after[0].Id.ShouldBe(before[^1].Id + 1);
        after.ConvertAll(Short).ShouldNotContain("run.created");
        Short(after[^1]).ShouldBe("run.completed");
    }

    [HostFact]
    public async Task Ids_go_on_after_a_rerun()
    {
        await using var boxes = await Boxes.StartAsync();
        var runId = await Api.StartAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "bad"}]""");
        var first = await Api.EventsAsync(runId);
        boxes.Release("bad");

        (await Api.PostAsync($"/api/runs/{runId}/rerun")).Expect(202);
        var second = await Api.EventsAsync(runId, first[^1].Id);

        second[0].Id.ShouldBe(first[^1].Id + 1);
        second.ConvertAll(Short).ShouldBe(["run.restarted", "item.started", "step.attempted look#2", "step.completed look#2", "item.completed", "run.completed"]);
        second[0].Data.GetProperty("generation").GetInt32().ShouldBe(1);
        second[^1].Data.GetProperty("run").GetProperty("status").GetString().ShouldBe("success");
    }

    [HostFact]
    public async Task Events_of_many_items_tell_each_begin_and_end()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var runId = await Api.StartAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "one"}, {"name": "bad"}, {"name": "one"}]""");

        var events = await Api.EventsAsync(runId);

        events.ConvertAll(happened => happened.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(id => (long)id));
        Items(events, "item.started").ShouldBe([0, 1, 2]);
        Items(events, "item.completed").ShouldBe([0, 1, 2]);
        events.Count(happened => happened.Type == "run.completed").ShouldBe(1);
    }

    async Task<(string RunId, string FlowId)> RunAsync()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);
        var run = await Api.RunAsync(flowId, """[{"name": "one"}]""");
        run.GetProperty("status").GetString().ShouldBe("success");
        return (run.GetProperty("runId").GetString()!, flowId);
    }

    static IEnumerable<int> Items(List<RunEventBlock> events, string type) =>
        events.Where(happened => happened.Type == type).Select(happened => happened.Data.GetProperty("itemIndex").GetInt32()).Order();

    static string Short(RunEventBlock happened) => happened.Data.TryGetProperty("visit", out var visit) && visit.TryGetProperty("stepId", out var step)
        ? $"{happened.Type} {step.GetString()}#{visit.GetProperty("visit").GetInt32()}"
        : happened.Type;
}
