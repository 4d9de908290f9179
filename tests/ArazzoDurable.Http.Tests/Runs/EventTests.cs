using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Runs;

public sealed class EventTests
{
    readonly TestApi api = new();

    [Fact]
    public async Task Ended_run_is_told_from_its_beginning_and_the_stream_ends()
    {
        var runId = await api.StartRunAsync();
        await AttemptAsync(runId, 1);
        await EndAsync(runId);

        var response = await api.GetAsync($"/api/runs/{runId.ToUpperInvariant()}/events");
        await using var reader = new EventReader(response);

        (response.Status, response.ContentType).ShouldBe((200, "text/event-stream"));
        (response.Header("Cache-Control"), response.Header("X-Accel-Buffering")).ShouldBe(("no-store", "no"));
        var first = (await reader.NextAsync())!.Split('\n');
        first[0].ShouldBe("id: 1");
        first[1].ShouldBe("event: run.created");
        var data = JsonElement.Parse(first[2]["data: ".Length..]);
        data.EnumerateObject().Select(member => member.Name).ShouldBe(["type", "at", "run"]);
        data.GetProperty("run").GetProperty("runId").GetString().ShouldBe(runId);
        (await reader.RestAsync()).ShouldBe(["2 item.started", "3 step.attempted", "4 run.completed"]);
    }

    [Fact]
    public async Task What_happens_is_told_when_it_happens_to_the_end()
    {
        var runId = await api.StartRunAsync();
        await using var reader = new EventReader(await api.GetAsync($"/api/runs/{runId}/events"));
        await BeginningAsync(reader);

        foreach (var attempt in Enumerable.Range(1, 3))
        {
            var next = reader.NextAsync();
            await AttemptAsync(runId, attempt);
            EventReader.Short((await next)!).ShouldBe($"{attempt + 2} step.attempted");
        }
        await EndAsync(runId);

        (await reader.RestAsync()).ShouldBe(["6 run.completed"]);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    [InlineData("both")]
    public async Task Reader_that_comes_again_gets_what_it_has_not_seen(string way)
    {
        var runId = await api.StartRunAsync();
        await AttemptAsync(runId, 1);
        await AttemptAsync(runId, 2);
        await EndAsync(runId);

        var query = way switch { "query" => "?lastEventId=4", "both" => "?lastEventId=1", _ => "" };
        await using var reader = new EventReader(await FollowAsync(runId, query, way is "query" ? null : "4"));

        (await reader.RestAsync()).ShouldBe(["5 run.completed"]);
    }

    [Fact]
    public async Task Reader_that_has_seen_the_end_is_told_to_stop_until_the_run_is_started_again()
    {
        var runId = await api.StartRunAsync();
        await EndAsync(runId);
        (await FollowAsync(runId, "", "3")).Status.ShouldBe(204);

        await api.ChangeAsync(runId, record => record with { Status = RunState.Running, CompletedAt = null, Generation = 1 });
        await api.AppendAsync(runId, new RunEvent.RunRestarted(TestApi.Now, await api.StatusAsync(runId), 1));
        await using var reader = new EventReader(await FollowAsync(runId, "", "3"));
        EventReader.Short((await reader.NextAsync())!).ShouldBe("4 run.restarted");
        await EndAsync(runId, generation: 1);

        (await reader.RestAsync()).ShouldBe(["5 run.completed"]);
    }

    [Fact]
    public async Task Log_that_no_longer_reaches_back_gives_one_snapshot_and_goes_on()
    {
        var runId = await api.StartRunAsync();
        foreach (var attempt in Enumerable.Range(1, 5))
            await AttemptAsync(runId, attempt);
        await EndAsync(runId);
        await api.Log.DeleteAsync(runId, 5, default);

        foreach (var (last, expected) in new (string?, string[])[]
        {
            (null, ["5 run.snapshot", "6 step.attempted", "7 step.attempted", "8 run.completed"]),
            ("1", ["5 run.snapshot", "6 step.attempted", "7 step.attempted", "8 run.completed"]),
            ("5", ["6 step.attempted", "7 step.attempted", "8 run.completed"]),
        })
        {
            await using var reader = new EventReader(await FollowAsync(runId, "", last));
            (await reader.RestAsync()).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Long_log_is_told_whole()
    {
        var runId = await api.StartRunAsync();
        await api.AppendAsync(runId, [.. Enumerable.Range(1, 600).Select(attempt => Attempted(attempt))]);
        await EndAsync(runId);

        await using var reader = new EventReader(await api.GetAsync($"/api/runs/{runId}/events"));

        (await reader.RestAsync()).ShouldBe(
            ["1 run.created", "2 item.started", .. Enumerable.Range(3, 600).Select(number => $"{number} step.attempted"), "603 run.completed"]);
    }

    [Fact]
    public async Task Stream_shows_that_it_is_alive_while_nothing_happens()
    {
        var runId = await api.StartRunAsync();
        await using var reader = new EventReader(await api.GetAsync($"/api/runs/{runId}/events"));
        await BeginningAsync(reader);

        var next = reader.NextAsync();
        await MoveUntilAsync(next);

        (await next).ShouldBe(":");
        await AttemptAsync(runId, 1);
        string? block;
        do
            block = await reader.NextAsync();
        while (block == ":");
        EventReader.Short(block!).ShouldBe("3 step.attempted");
    }

    [Fact]
    public async Task Run_that_ended_without_a_last_word_is_followed_no_longer()
    {
        var runId = await api.StartRunAsync();
        await api.EndRunAsync(runId, ItemOutcome.Success, "{}");
        await api.Log.DeleteAsync(runId, 2, default);
        await using var reader = new EventReader(await api.GetAsync($"/api/runs/{runId}/events"));

        var rest = reader.RestAsync();
        await MoveUntilAsync(rest);
        (await rest).ShouldBe(["0 run.snapshot"]);

        var again = FollowAsync(runId, "", "0");
        await MoveUntilAsync(again);
        (await again).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Stream_on_a_host_with_a_limit_ends_and_asks_to_come_again()
    {
        var runId = await api.StartRunAsync();
        await AttemptAsync(runId, 1);
        api.Under(new ApiSettings { LongestStream = TimeSpan.FromSeconds(25) });
        await using var reader = new EventReader(await api.GetAsync($"/api/runs/{runId}/events"));
        await BeginningAsync(reader);
        EventReader.Short((await reader.NextAsync())!).ShouldBe("3 step.attempted");

        var rest = reader.RestAsync();
        await MoveUntilAsync(rest);

        (await rest)[^1].ShouldBe("retry: 1000");
    }

    [Fact]
    public async Task Client_that_leaves_ends_the_stream()
    {
        var runId = await api.StartRunAsync();
        await AttemptAsync(runId, 1);
        await using var reader = new EventReader(await api.GetAsync($"/api/runs/{runId}/events"));
        await reader.NextAsync();

        await reader.LeaveAsync();

        api.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "-1", "header", "Last-Event-ID")]
    [InlineData("", "1.5", "header", "Last-Event-ID")]
    [InlineData("?lastEventId=next", null, "parameter", "lastEventId")]
    public async Task Id_that_is_none_is_named(string query, string? header, string where, string name)
    {
        var response = await FollowAsync(await api.StartRunAsync(), query, header);

        response.Status.ShouldBe(400);
        var error = response.Json().GetProperty("errors")[0];
        error.GetProperty(where).GetString().ShouldBe(name);
        error.GetProperty("message").GetString()!.ShouldContain(name);
    }

    [Theory]
    [InlineData("fe5e053a-00cb-8070-9fe1-efbcd4679549")]
    [InlineData("nonsense")]
    public async Task Events_of_an_unknown_run_are_404(string runId)
    {
        var response = await api.GetAsync($"/api/runs/{runId}/events");

        (response.Status, response.Json().GetProperty("code").GetString()).ShouldBe((404, "unknown-run"));
    }

    [Fact]
    public async Task Head_has_the_headers_and_no_stream()
    {
        var response = await api.SendAsync(new ApiRequest("HEAD", new Uri($"{TestApi.Origin}/api/runs/{await api.StartRunAsync()}/events"), []));

        (response.Status, response.ContentType, response.Streamed).ShouldBe((200, "text/event-stream", null));
    }

    /// <summary>What every run of one item begins with.</summary>
    static async Task BeginningAsync(EventReader reader)
    {
        EventReader.Short((await reader.NextAsync())!).ShouldBe("1 run.created");
        EventReader.Short((await reader.NextAsync())!).ShouldBe("2 item.started");
    }

    /// <summary>Lets time pass until something has happened.</summary>
    async Task MoveUntilAsync(Task happened)
    {
        for (var moves = 0; !happened.IsCompleted; moves++)
        {
            moves.ShouldBeLessThan(1_000_000);
            api.Time.Move(TimeSpan.FromSeconds(1));
            await Task.WhenAny(happened, Task.Run(() => { }));
        }
    }

    Task<ApiResponse> FollowAsync(string runId, string query, string? last) => api.SendAsync(new ApiRequest(
        "GET", new Uri($"{TestApi.Origin}/api/runs/{runId}/events{query}"), last is null ? [] : [KeyValuePair.Create("last-event-id", last)]));

    Task AttemptAsync(string runId, int attempt) => api.AppendAsync(runId, Attempted(attempt));

    static RunEvent Attempted(int attempt) => new RunEvent.StepAttempted(
        TestApi.Now, new StepVisit(0, 0, "w", "", "a", 1, attempt), false, 500, null, TestApi.Now, 5, new NextMove(MoveKind.Retry, "a"));

    async Task EndAsync(string runId, int generation = 0)
    {
        await api.EndRunAsync(runId, ItemOutcome.Success, "{}");
        await api.AppendAsync(runId, new RunEvent.RunCompleted(TestApi.Now, await api.StatusAsync(runId), generation));
    }
}
