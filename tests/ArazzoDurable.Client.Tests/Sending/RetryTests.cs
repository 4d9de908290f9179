using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Tests.Fakes;

namespace ArazzoDurable.Client.Tests.Sending;

public sealed class RetryTests
{
    readonly QuickTime time = new();
    readonly ScriptedServer server = new();

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_after_of_a_refusal_is_kept(int status)
    {
        server.ThenStatus(status, TimeSpan.FromSeconds(7)).ThenJson(200, Json.Run());

        await server.Client(time).GetRunAsync("r");

        time.Pauses.ShouldBe([TimeSpan.FromSeconds(7)]);
    }

    [Fact]
    public async Task Safe_call_is_made_again_with_growing_pauses()
    {
        server.ThenNothing().ThenStatus(502).ThenStatus(504).ThenJson(200, Json.Run());

        await server.Client(time).GetRunAsync("r");

        server.Requests.Count.ShouldBe(4);
        time.Pauses.Count.ShouldBe(3);
        time.Pauses[0].ShouldBeInRange(TimeSpan.FromSeconds(0.375), TimeSpan.FromSeconds(0.5));
        time.Pauses[1].ShouldBeInRange(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1));
        time.Pauses[2].ShouldBeInRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Safe_call_is_made_four_times_and_no_more()
    {
        server.ThenStatus(503).ThenStatus(503).ThenStatus(503).ThenStatus(503);

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => server.Client(time).GetRunAsync("r"));

        exception.Code.ShouldBe("http-503");
        server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Retry_after_of_hours_is_left_to_the_caller()
    {
        server.ThenStatus(429, TimeSpan.FromHours(1));

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => server.Client(time).GetRunAsync("r"));

        exception.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Refusal_that_stays_is_told_at_once(int status)
    {
        server.ThenStatus(status);

        (await Should.ThrowAsync<ArazzoApiException>(() => server.Client(time).GetRunAsync("r"))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Submit_without_a_key_is_never_made_again()
    {
        server.ThenNothing();

        await Should.ThrowAsync<HttpRequestException>(() => server.Client(time).SubmitRunAsync(new SubmitRequest("sha256:00")));

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_with_a_key_is_made_again_word_for_word()
    {
        server.ThenNothing().ThenJson(202, Json.Run());

        await server.Client(time).SubmitRunAsync(new SubmitRequest("sha256:00") { IdempotencyKey = "order-7" });

        server.Requests.Select(request => request.Header("Idempotency-Key")).ShouldBe(["order-7", "order-7"]);
        server.Requests[1].Text.ShouldBe(server.Requests[0].Text);
    }

    [Fact]
    public async Task Commands_that_are_the_same_twice_are_made_again()
    {
        server.ThenNothing().ThenJson(202, Json.Run()).ThenNothing().ThenJson(202, Json.Run()).ThenNothing().ThenJson(202, Json.Run());
        var client = server.Client(time);

        await client.CancelRunAsync("r");
        await client.SuspendRunAsync("r");
        await client.ResumeRunAsync("r");

        server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Rerun_and_purge_are_never_made_again()
    {
        server.ThenNothing().ThenNothing();
        var client = server.Client(time);

        await Should.ThrowAsync<HttpRequestException>(() => client.RerunAsync("r"));
        await Should.ThrowAsync<HttpRequestException>(() => client.PurgeRunAsync("r"));

        server.Lines.ShouldBe(["POST /api/runs/r/rerun", "DELETE /api/runs/r"]);
    }

    [Fact]
    public async Task Answer_that_does_not_come_in_time_is_told_as_that()
    {
        server.Then(async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("The request was not given up.");
        });

        var exception = await Should.ThrowAsync<TimeoutException>(() => server.Client(time, TimeSpan.FromMilliseconds(50)).RerunAsync("r"));

        exception.Message.ShouldBe("POST /api/runs/r/rerun had no answer within the 0.05 s of HttpClient.Timeout.");
    }

    [Fact]
    public async Task Caller_that_gives_up_is_obeyed()
    {
        using var cancelled = new CancellationTokenSource();
        server.Then(async _ =>
        {
            await cancelled.CancelAsync();
            throw new HttpRequestException("Connection reset");
        });

        await Should.ThrowAsync<OperationCanceledException>(() => server.Client(time).GetRunAsync("r", cancellationToken: cancelled.Token));

        server.Requests.Count.ShouldBe(1);
    }
}
