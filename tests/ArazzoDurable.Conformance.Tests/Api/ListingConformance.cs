using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>Runs are listed, newest first, by filters and in pages.</summary>
public abstract class ListingConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostFact]
    public async Task Filters_and_pages_tell_each_run_once()
    {
        await using var boxes = await Boxes.StartAsync();
        var flowId = await Api.StoreAsync(boxes.Flow);
        boxes.Release("one");
        // Each is accepted after the one before, so their order is known.
        List<string> runs = [];
        foreach (var name in (string[])["one", "bad1", "one", "slow", "bad2"])
            runs.Add(await Api.StartAsync(flowId, $$"""[{"name": "{{name}}"}]"""));
        var ended = new List<JsonElement>();
        foreach (var run in runs.Where(run => run != runs[3]))
            ended.Add(await Api.EndAsync(run));
        var created = ended.ConvertAll(run => run.GetProperty("createdAt").GetDateTimeOffset());
        var since = $"flowId={flowId}&createdFrom={Time(created[0])}";

        (await ListAsync(since)).ShouldBe(Enumerable.Reverse(runs));
        (await ListAsync($"{since}&top=2")).ShouldBe(Enumerable.Reverse(runs));
        (await ListAsync($"{since}&status=failed&top=1")).ShouldBe([runs[4], runs[1]]);
        (await ListAsync($"{since}&status=success")).ShouldBe([runs[2], runs[0]]);
        (await ListAsync($"{since}&status=running")).ShouldBe([runs[3]]);
        (await ListAsync($"{since}&status=cancelled")).ShouldBeEmpty();
        (await ListAsync($"flowId={flowId}&createdFrom={Time(created[1])}&createdTo={Time(created[2].AddTicks(1))}")).ShouldBe([runs[2], runs[1]]);
        (await ListAsync($"flowId={flowId["sha256:".Length..]}&createdFrom={Time(created[0])}&createdTo={Time(created[0])}")).ShouldBeEmpty("the end is not included");
        boxes.Release("slow");
        await Api.EndAsync(runs[3]);
    }

    [HostFact]
    public async Task Run_is_listed_as_it_is_told()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);
        var ended = await Api.RunAsync(flowId, """[{"name": "one"}]""");
        var runId = ended.GetProperty("runId").GetString();

        var page = (await Api.GetAsync($"/api/runs?flowId={flowId}&createdFrom={Time(ended.GetProperty("createdAt").GetDateTimeOffset())}")).Expect(200);

        page["runs"].EnumerateArray().ShouldHaveSingleItem().GetRawText().ShouldBe((await Api.GetAsync($"/api/runs/{runId}")).Expect(200).Text);
    }

    async Task<List<string>> ListAsync(string query)
    {
        var listed = new List<string>();
        for (string? token = "", more = ""; token is not null; more = $"&continuationToken={Uri.EscapeDataString(token ?? "")}")
        {
            var page = (await Api.GetAsync($"/api/runs?{query}{more}")).Expect(200);
            listed.AddRange(page["runs"].EnumerateArray().Select(run => run.GetProperty("runId").GetString()!));
            token = page.Json.TryGetProperty("continuationToken", out var next) ? next.GetString() : null;
        }
        return listed;
    }

    static string Time(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O"));
}
