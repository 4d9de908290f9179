using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Runtime.Events;
using static ArazzoDurable.Client.Tests.Watching.EventScript;

namespace ArazzoDurable.Client.Tests.Watching;

public sealed class WatchTests
{
    readonly QuickTime time = new();
    readonly ScriptedServer server = new();

    [Fact]
    public async Task Events_are_told_with_their_ids_to_the_end_of_the_run()
    {
        server.Stream(":\n\n", Created(1), Started(2), Attempted(3), Completed(4));

        var told = await server.Client(time).WatchRunAsync("r").ToListAsync();

        told.Select(one => one.Id).ShouldBe(["1", "2", "3", "4"]);
        told[2].Event.ShouldBeOfType<RunEvent.StepAttempted>().Visit.StepId.ShouldBe("poll");
        told[2].Event.ShouldBeOfType<RunEvent.StepAttempted>().Next.Move.ShouldBe(MoveKind.Step);
        told[3].Event.ShouldBeOfType<RunEvent.RunCompleted>();
        server.Lines.ShouldBe(["GET /api/runs/r/events"]);
        server.Requests[0].Header("Accept").ShouldBe("text/event-stream");
        server.Requests[0].Header("Last-Event-ID").ShouldBeNull();
    }

    [Fact]
    public async Task Stream_that_breaks_is_opened_again_where_it_was()
    {
        server
            .Stream(_ => throw new IOException("Connection reset"), Created(1), Started(2), "id: 3\nevent: step.attempted\ndata: {\"ty")
            .ThenNothing()
            .ThenStatus(503)
            .Stream(Attempted(3), Completed(4));

        (await IdsAsync()).ShouldBe(["1", "2", "3", "4"]);

        server.Requests.Select(request => request.Header("Last-Event-ID")).ShouldBe([null, "2", "2", "2"]);
    }

    [Fact]
    public async Task Stream_of_a_host_that_ends_it_goes_on_after_the_pause_that_it_asks_for()
    {
        server.Stream(Created(1), "retry: 2500\n\n").Stream(Started(2), Completed(3));

        (await IdsAsync()).ShouldBe(["1", "2", "3"]);

        time.Pauses.ShouldBe([TimeSpan.FromMilliseconds(2500)]);
    }

    [Fact]
    public async Task Streams_that_tell_nothing_are_opened_less_and_less_often()
    {
        server.Stream().Stream().Stream().Stream().Stream(Completed(1));

        await IdsAsync();

        time.Pauses.Count.ShouldBe(4);
        time.Pauses[^1].ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Event_that_is_told_again_is_passed_over()
    {
        server.Stream(Created(1), Started(2)).Stream(Started(2), Completed(3));

        (await IdsAsync()).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task Event_of_a_kind_that_is_not_known_is_passed_over_but_remembered()
    {
        server.Stream(Created(1), Unknown(2)).Stream(Completed(3));

        (await IdsAsync()).ShouldBe(["1", "3"]);

        server.Requests[1].Header("Last-Event-ID").ShouldBe("2");
    }

    [Fact]
    public async Task Run_that_was_rerun_is_told_to_its_last_end()
    {
        server.Stream(Created(1), Completed(2), Restarted(3)).Stream(Completed(4, generation: 1));

        (await IdsAsync()).ShouldBe(["1", "2", "3", "4"]);
    }

    [Fact]
    public async Task Nothing_is_told_after_the_end()
    {
        server.Then(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent));

        (await server.Client(time).WatchRunAsync("r", "4").ToListAsync()).ShouldBeEmpty();

        server.Requests[0].Header("Last-Event-ID").ShouldBe("4");
    }

    [Fact]
    public async Task Stream_that_breaks_after_the_end_is_asked_once_more()
    {
        server.Stream(_ => throw new IOException("Connection reset"), Completed(1)).Then(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent));

        (await IdsAsync()).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Silent_stream_is_taken_for_broken()
    {
        server.Stream(Never, Created(1)).Stream(Completed(2));
        using var http = new HttpClient(server.Handler) { BaseAddress = new Uri("http://arazzo.test") };
        var client = new ArazzoClient(http, new ArazzoClientOptions { Time = new SilenceTime(), Silence = TimeSpan.FromMinutes(3) });

        (await client.WatchRunAsync("r").ToListAsync()).Select(told => told.Id).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Stream_that_always_breaks_is_given_up_after_ten_minutes()
    {
        for (var number = 0; number < 100; number++)
            server.Stream(_ => throw new IOException("Connection reset"));

        (await Should.ThrowAsync<TimeoutException>(IdsAsync)).InnerException.ShouldBeOfType<IOException>();

        time.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause).ShouldBeInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.5));
    }

    [Fact]
    public async Task Stream_that_breaks_after_a_sign_of_life_is_opened_for_as_long_as_it_takes()
    {
        for (var number = 0; number < 100; number++)
            server.Stream(_ => throw new IOException("Connection reset"), ":\n\n");
        server.Stream(Completed(1));

        (await IdsAsync()).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Unknown_run_is_refused()
    {
        server.ThenJson(404, Json.Problem(404, "unknown-run", "There is no run 'r'."), "application/problem+json");

        (await Should.ThrowAsync<ArazzoApiException>(IdsAsync)).Code.ShouldBe("unknown-run");
    }

    [Fact]
    public async Task Answer_that_is_no_stream_is_told()
    {
        server.ThenJson(200, "<html>", "text/html");

        (await Should.ThrowAsync<ArazzoApiException>(IdsAsync)).Code.ShouldBe(ArazzoApiException.UnreadableAnswer);
    }

    [Fact]
    public async Task Watcher_that_gives_up_is_obeyed()
    {
        using var cancelled = new CancellationTokenSource();
        server.Stream(Never, Created(1));

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var told in server.Client(time).WatchRunAsync("r", cancellationToken: cancelled.Token))
                await cancelled.CancelAsync();
        });

        server.Requests.Count.ShouldBe(1);
    }

    async Task<List<string>> IdsAsync() => await server.Client(time).WatchRunAsync("r").Select(told => told.Id).ToListAsync();

    static async ValueTask<int> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    /// <summary>A clock on which every wait takes 50 ms.</summary>
    sealed class SilenceTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.FromMilliseconds(50), period);
    }
}
