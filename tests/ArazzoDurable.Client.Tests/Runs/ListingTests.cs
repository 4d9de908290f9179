using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Tests.Runs;

public sealed class ListingTests
{
    readonly ScriptedServer server = new();

    [Fact]
    public async Task Short_and_empty_pages_are_followed_to_the_last()
    {
        server
            .ThenJson(200, $$"""{"runs": [{{Json.Run(id: "a")}}], "continuationToken": "1+1"}""")
            .ThenJson(200, """{"runs": [], "continuationToken": "2"}""")
            .ThenJson(200, $$"""{"runs": [{{Json.Run(id: "b")}}, {{Json.Run(id: "c")}}]}""");

        var runs = await server.Client().ListRunsAsync(new RunFilter(RunState.Suspended), pageSize: 2).ToListAsync();

        runs.Select(run => run.RunId).ShouldBe(["a", "b", "c"]);
        server.Lines.ShouldBe([
            "GET /api/runs?status=suspended&top=2",
            "GET /api/runs?status=suspended&top=2&continuationToken=1%2B1",
            "GET /api/runs?status=suspended&top=2&continuationToken=2",
        ]);
    }

    [Fact]
    public async Task Page_is_asked_for_when_it_is_come_to()
    {
        server.ThenJson(200, $$"""{"runs": [{{Json.Run(id: "a")}}], "continuationToken": "1"}""");

        (await server.Client().ListRunsAsync().FirstAsync()).RunId.ShouldBe("a");

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Listing_that_never_ends_is_told()
    {
        const string page = """{"flows": [], "continuationToken": "1"}""";
        server.ThenJson(200, page).ThenJson(200, page);

        (await Should.ThrowAsync<ArazzoApiException>(async () => await server.Client().ListFlowsAsync().ToListAsync())).Code.ShouldBe(ArazzoApiException.UnreadableAnswer);
    }

    [Fact]
    public async Task Items_are_filtered_and_paged()
    {
        server
            .ThenJson(200, """
                {"items": [{"itemIndex": 3, "status": "failed", "startedAt": "2026-11-20T12:00:00Z", "completedAt": "2026-11-20T12:00:01Z",
                            "result": {"outcome": "failed", "error": {"code": "step-failed", "message": "No.", "data": {"stepId": "check"}}}}], "continuationToken": "4"}
                """)
            .ThenJson(200, """{"items": [{"itemIndex": 9, "status": "failed"}]}""");

        var items = await server.Client().ListItemsAsync("r", ItemStatus.Failed, pageSize: 1).ToListAsync();

        items.Select(item => item.ItemIndex).ShouldBe([3, 9]);
        items[0].Result!.Error!.Data!.Value.GetProperty("stepId").GetString().ShouldBe("check");
        server.Lines.ShouldBe(["GET /api/runs/r/items?status=failed&top=1", "GET /api/runs/r/items?status=failed&top=1&continuationToken=4"]);
    }

    [Fact]
    public async Task Item_is_told_with_its_visits()
    {
        server.ThenJson(200, """
            {"itemIndex": 2, "status": "running", "step": "poll", "visit": 4, "attempt": 1, "nextAttemptAt": "2026-11-20T12:00:30Z",
             "visits": [{"workflowId": "w", "stepId": "poll", "visit": 3, "success": true, "startedAt": "2026-11-20T12:00:00Z", "attempts": []}]}
            """);

        var item = await server.Client().GetItemAsync("r", 2);

        (item.Step, item.Visit, item.Attempt).ShouldBe(("poll", 4, 1));
        item.Visits!.Value.Length.ShouldBe(1);
        server.Lines.ShouldBe(["GET /api/runs/r/items/2"]);
    }
}
