using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Tests.Runs;

public sealed class WaitTests
{
    const string Slice = $"GET /api/runs/{Json.RunId}?wait=true&timeoutSecs=60&includeResults=true";

    readonly QuickTime time = new();
    readonly ScriptedServer server = new();

    [Fact]
    public async Task Long_wait_is_made_of_requests_of_a_minute()
    {
        Running(60).Running(60).Then(200, "success");

        var run = await server.Client(time).WaitForRunAsync(Json.RunId);

        run.Status.ShouldBe(RunState.Success);
        server.Lines.ShouldBe([Slice, Slice, Slice]);
        time.Pauses.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(30, "18")]
    [InlineData(100, "60")]
    [InlineData(1, "0")]
    [InlineData(-0.001, "60")]
    public async Task Request_ends_well_before_the_timeout_of_its_http_client(double timeout, string slice)
    {
        Then(200, "success");

        await server.Client(time, timeout < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(timeout)).WaitForRunAsync(Json.RunId);

        server.Lines.ShouldBe([$"GET /api/runs/{Json.RunId}?wait=true&timeoutSecs={slice}&includeResults=true"]);
    }

    [Fact]
    public async Task Wait_with_a_timeout_ends_with_the_present_status()
    {
        Running(60).Running(15);

        var run = await server.Client(time).GetRunAsync(Json.RunId, new RunQuery { Wait = true, Timeout = TimeSpan.FromSeconds(74.5) });

        run.Status.ShouldBe(RunState.Running);
        server.Lines.ShouldBe([$"GET /api/runs/{Json.RunId}?wait=true&timeoutSecs=60", $"GET /api/runs/{Json.RunId}?wait=true&timeoutSecs=15"]);
    }

    [Fact]
    public async Task Wait_of_no_time_is_one_question()
    {
        server.ThenJson(202, Json.Run());

        var run = await server.Client(time).GetRunAsync(Json.RunId, new RunQuery { Wait = true, Timeout = TimeSpan.Zero });

        run.Status.ShouldBe(RunState.Running);
        server.Lines.ShouldBe([$"GET /api/runs/{Json.RunId}?wait=true&timeoutSecs=0"]);
    }

    [Fact]
    public async Task Infinite_wait_goes_on_to_the_end()
    {
        Running(60).Then(200, "success");

        var run = await server.Client(time).GetRunAsync(Json.RunId, new RunQuery { Wait = true, Timeout = Timeout.InfiniteTimeSpan });

        run.Status.ShouldBe(RunState.Success);
        server.Lines.ShouldAllBe(line => line.EndsWith("timeoutSecs=60", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Negative_wait_is_refused_before_anything_is_sent()
    {
        await Should.ThrowAsync<ArgumentException>(() => server.Client(time).GetRunAsync(Json.RunId, new RunQuery { Wait = true, Timeout = TimeSpan.FromSeconds(-1) }));
        await Should.ThrowAsync<ArgumentException>(() => server.Client(time).SubmitRunAsync(new SubmitRequest("sha256:00") { Wait = true, Timeout = TimeSpan.FromSeconds(-1) }));

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_that_answers_at_once_is_asked_once_a_second()
    {
        Running(0).Running(0.25).Then(200, "failed");

        await server.Client(time).WaitForRunAsync(Json.RunId);

        time.Pauses.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.75)]);
    }

    [Fact]
    public async Task Server_that_starts_again_is_waited_for()
    {
        Running(60);
        for (var number = 0; number < 20; number++)
            server.ThenNothing();
        server.ThenStatus(503);
        Then(200, "success");

        var run = await server.Client(time).WaitForRunAsync(Json.RunId);

        run.Status.ShouldBe(RunState.Success);
        server.Requests.Count.ShouldBe(23);
        time.Pauses.Max().ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Server_that_stays_away_is_given_up_after_ten_minutes()
    {
        for (var number = 0; number < 100; number++)
            server.ThenNothing();

        await Should.ThrowAsync<HttpRequestException>(() => server.Client(time).WaitForRunAsync(Json.RunId));

        time.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause).ShouldBeInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.25));
    }

    [Fact]
    public async Task Patience_ends_with_the_wait()
    {
        for (var number = 0; number < 100; number++)
            server.ThenNothing();

        await Should.ThrowAsync<HttpRequestException>(() => server.Client(time).GetRunAsync(Json.RunId, new RunQuery { Wait = true, Timeout = TimeSpan.FromSeconds(20) }));

        time.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause).ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(35));
    }

    [Fact]
    public async Task Run_that_is_not_known_ends_the_wait()
    {
        Running(60);
        server.ThenJson(404, Json.Problem(404, "unknown-run", "There is no such run."), "application/problem+json");

        (await Should.ThrowAsync<ArazzoApiException>(() => server.Client(time).WaitForRunAsync(Json.RunId))).Code.ShouldBe("unknown-run");
    }

    [Fact]
    public async Task Submit_that_waits_knows_its_run_before_it_waits()
    {
        server.ThenJson(202, Json.Run()).ThenNothing();
        Then(200, "success");

        var run = await server.Client(time).SubmitRunAsync(new SubmitRequest("sha256:00") { Wait = true });

        run.Status.ShouldBe(RunState.Success);
        server.Lines.ShouldBe(["POST /api/runs", Slice, Slice]);
    }

    /// <summary>The run goes on; the server took so long to say so.</summary>
    WaitTests Running(double seconds)
    {
        server.Then(_ =>
        {
            time.Pass(TimeSpan.FromSeconds(seconds));
            return Task.FromResult(ScriptedServer.Answer(202, Json.Run(), "application/json"));
        });
        return this;
    }

    void Then(int status, string run) => server.ThenJson(status, Json.Run(run));
}
