using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Runs;

public sealed class RunListingTests
{
    readonly TestApi api = new();

    [Fact]
    public async Task Pages_hold_every_run_once_and_the_newest_first()
    {
        var started = await StartAsync(5);
        var listed = new List<string>();
        var token = "";
        do
        {
            var page = (await api.GetAsync($"/api/runs?top=2{token}")).Json();
            listed.AddRange(page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString()!));
            token = page.TryGetProperty("continuationToken", out var next) ? $"&continuationToken={next.GetString()}" : null;
        }
        while (token is not null);

        listed.ShouldBe(started.AsEnumerable().Reverse());
    }

    [Fact]
    public async Task Filters_leave_what_fits()
    {
        var started = await StartAsync(3);
        await api.EndRunAsync(started[1], ItemOutcome.Failed);
        var flowId = await api.StoreFlowAsync();

        (await ListAsync("status=failed")).ShouldBe([started[1]]);
        (await ListAsync("status=running")).ShouldBe([started[2], started[0]]);
        (await ListAsync($"flowId={flowId["sha256:".Length..]}")).Length.ShouldBe(3);
        (await ListAsync($"flowId={new string('0', 64)}")).ShouldBeEmpty();
        (await ListAsync("createdFrom=2026-11-20T18:43:00Z")).ShouldBe([started[2], started[1]]);
        (await ListAsync("createdTo=2026-11-20T19:43:00%2B01:00")).ShouldBe([started[0]]);
        (await ListAsync("createdTo=2026-11-20T19:43:00+01:00")).ShouldBe([started[0]]);
        (await ListAsync("createdFrom=2026-11-20T18:42:59.5Z&createdTo=2026-11-20T18:43:00.5Z")).ShouldBe([started[1]]);
    }

    [Fact]
    public async Task Times_of_submit_bound_what_is_read()
    {
        var started = await StartAsync(10, TimeSpan.FromHours(1));
        var listings = 0;
        api.Store.BeforeReading = key =>
        {
            listings += key == RunKeys.RecordPrefix ? 1 : 0;
            return Task.CompletedTask;
        };
        var listed = new List<string>();
        for (var token = ""; token is not null;)
        {
            // Those of seven and eight hours after the first one at 18:42.
            var page = (await api.GetAsync($"/api/runs?top=2&createdFrom=2026-11-21T01:42:00Z&createdTo=2026-11-21T03:42:00Z{token}")).Json();
            listed.AddRange(page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString()!));
            token = page.TryGetProperty("continuationToken", out var next) ? $"&continuationToken={next.GetString()}" : null;
        }

        listed.ShouldBe([started[8], started[7]]);
        listings.ShouldBe(2, "the ninth and the eighth, then the seventh and one that is too old");
    }

    async Task<string[]> ListAsync(string query) =>
        [.. (await api.GetAsync($"/api/runs?{query}")).Json().GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("runId").GetString()!)];

    // By default a minute apart, beginning at 18:42.
    async Task<string[]> StartAsync(int count, TimeSpan? apart = null)
    {
        var started = new string[count];
        for (var i = 0; i < count; i++)
        {
            started[i] = await api.StartRunAsync();
            api.Time.Move(apart ?? TimeSpan.FromMinutes(1));
        }
        return started;
    }
}
