using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>Runs are steered as the table of states says.</summary>
public abstract class CommandConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostFact]
    public async Task Running_and_suspended_run_takes_commands_by_the_table()
    {
        await using var boxes = await Boxes.StartAsync();
        var run = await StartAsync(boxes, "slow");
        await boxes.Server.WhenCalledAsync(2);

        await TakesAsync(run, "resume", "running");
        await RefusesAsync(run, "rerun", "delete");
        await TakesAsync(run, "suspend", "suspended");
        await TakesAsync(run, "suspend", "suspended");
        await RefusesAsync(run, "rerun", "delete");
        (await Api.GetAsync($"/api/runs/{run}")).Expect(202)["status"].GetString().ShouldBe("suspended");
        boxes.Release("slow");
        (await Api.GetAsync($"/api/runs/{run}?wait=true&timeoutSecs=1")).Expect(202)["status"].GetString().ShouldBe("suspended", "nothing is called meanwhile");
        await TakesAsync(run, "resume", "running", "success");
        (await Api.EndAsync(run)).GetProperty("status").GetString().ShouldBe("success");

        await RefusesAsync(run, "cancel", "suspend", "resume", "rerun");
        await DeletesAsync(run);
    }

    [HostTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_run_takes_commands_by_the_table(bool isSuspended)
    {
        await using var boxes = await Boxes.StartAsync();
        var run = await StartAsync(boxes, "slow");
        await boxes.Server.WhenCalledAsync(2);
        if (isSuspended)
            await TakesAsync(run, "suspend", "suspended");

        await TakesAsync(run, "cancel", "cancelled", "running", "suspended");
        var ended = await Api.EndAsync(run);
        ended.GetProperty("status").GetString().ShouldBe("cancelled");
        ended.GetProperty("results")[0].GetProperty("result").GetProperty("outcome").GetString().ShouldBe("cancelled");

        await TakesAsync(run, "cancel", "cancelled");
        await RefusesAsync(run, "suspend", "resume");
        boxes.Release("slow");
        await TakesAsync(run, "rerun", "running", "success");
        (await Api.EndAsync(run)).GetProperty("status").GetString().ShouldBe("success");
        boxes.Server.Requests.Count(request => request.Method == "POST").ShouldBe(1, "what was done is not done again");
    }

    [HostFact]
    public async Task Failed_run_takes_commands_by_the_table()
    {
        await using var boxes = await Boxes.StartAsync();
        var run = await StartAsync(boxes, "bad");
        (await Api.EndAsync(run)).GetProperty("status").GetString().ShouldBe("failed");

        await RefusesAsync(run, "cancel", "suspend", "resume");
        await TakesAsync(run, "rerun", "running", "failed");
        var failed = await Api.EndAsync(run);
        failed.GetProperty("status").GetString().ShouldBe("failed");
        await DeletesAsync(run);
    }

    [HostFact]
    public async Task Rerun_of_many_items_walks_only_those_that_did_not_succeed()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await Api.StartAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "one"}, {"name": "bad"}, {"name": "one"}]""");
        (await Api.EndAsync(run)).GetProperty("items").GetProperty("failed").GetInt32().ShouldBe(1);
        var before = boxes.Server.Requests.Length;
        boxes.Release("bad");

        var restarted = (await Api.PostAsync($"/api/runs/{run}/rerun")).Expect(202);
        var ended = await Api.EndAsync(run);

        restarted["runId"].GetString().ShouldBe(run);
        ended.GetProperty("items").GetRawText().ShouldBe("""{"total":3,"pending":0,"running":0,"success":3,"failed":0,"cancelled":0}""");
        boxes.Server.Requests.Skip(before).Select(request => request.Line).ShouldBe(["GET /boxes/bad"]);
    }

    [HostFact]
    public async Task Cancel_of_many_items_keeps_what_has_succeeded_and_begins_nothing()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await Api.StartAsync(await Api.StoreAsync(boxes.Flow), """[{"name": "one"}, {"name": "slow"}, {"name": "one"}]""", ", \"maxConcurrency\": 1");
        await boxes.Server.WhenCalledAsync(4);

        (await Api.PostAsync($"/api/runs/{run}/cancel")).Expect(202);
        var ended = await Api.EndAsync(run);

        ended.GetProperty("status").GetString().ShouldBe("cancelled");
        ended.GetProperty("items").GetRawText().ShouldBe("""{"total":3,"pending":0,"running":0,"success":1,"failed":0,"cancelled":2}""");
        ended.GetProperty("results")[2].GetProperty("result").GetProperty("error").GetProperty("code").GetString().ShouldBe("cancelled");
        boxes.Server.Requests.Count(request => request.Method == "POST").ShouldBe(2);
    }

    [HostTheory]
    [InlineData("no-id")]
    [InlineData("ffffffff-0000-8000-8000-000000000000")]
    public async Task Unknown_run_takes_no_command(string run)
    {
        foreach (var command in (string[])["cancel", "suspend", "resume", "rerun", "delete"])
            (await CommandAsync(run, command)).Expect(404).Code.ShouldBe("unknown-run");
    }

    async Task<string> StartAsync(Boxes boxes, string name) => await Api.StartAsync(await Api.StoreAsync(boxes.Flow), $$"""[{"name": "{{name}}"}]""");

    async Task TakesAsync(string run, string command, params string[] status)
    {
        var answer = (await CommandAsync(run, command)).Expect(202);
        answer["runId"].GetString().ShouldBe(run);
        answer["status"].GetString().ShouldBeOneOf(status);
    }

    async Task RefusesAsync(string run, params string[] commands)
    {
        foreach (var command in commands)
            (await CommandAsync(run, command)).Expect(409).Code.ShouldBe("wrong-state", command);
    }

    async Task DeletesAsync(string run)
    {
        var deleted = (await CommandAsync(run, "delete")).Expect(202);
        deleted["runId"].GetString().ShouldBe(run);
        foreach (var path in (string[])["", "?wait=true&timeoutSecs=1", "/items", "/items/0", "/events"])
            (await Api.GetAsync($"/api/runs/{run}{path}")).Expect(404).Code.ShouldBe("unknown-run", path);
        (await CommandAsync(run, "delete")).Expect(404);
        var listed = await Api.GetAsync($"/api/runs?flowId={deleted["flowId"].GetString()}&createdFrom={Uri.EscapeDataString(deleted["createdAt"].GetString()!)}&top=200");
        listed.Expect(200)["runs"].GetArrayLength().ShouldBe(0, listed.Text);
    }

    Task<Answer> CommandAsync(string run, string command) =>
        command == "delete" ? Api.SendAsync(HttpMethod.Delete, $"/api/runs/{run}") : Api.PostAsync($"/api/runs/{run}/{command}");
}
