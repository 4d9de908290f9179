using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.FoundingApi;

public sealed class FoundingApiServerTests : IAsyncLifetime, IDisposable
{
    readonly HttpClient client = new();
    FoundingApiServer server = null!;

    public async Task InitializeAsync()
    {
        server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = "t0k3n", Polls = 2 });
        client.BaseAddress = new Uri(server.Url);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "t0k3n");
    }

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Scenario_run_goes_from_provisioning_to_completed()
    {
        (await Post("/v1/scenarios/start_run", """{"scenario_id":"scn_1","run_name":"mine"}""")).ShouldBe(200, "state", "provisioning");
        (await Get("/v1/scenarios/runs/run_1")).ShouldBe(200, "state", "provisioning");
        (await Get("/v1/scenarios/runs/run_1")).ShouldBe(200, "state", "provisioning");
        (await Get("/v1/scenarios/runs/run_1")).ShouldBe(200, "state", "running");
        var scored = await Post("/v1/scenarios/runs/run_1/score");
        scored.ShouldBe(200, "state", "scored");
        scored.Body.GetProperty("scoring_contract_result").GetProperty("score").GetDecimal().ShouldBe(0.75m);
        (await Post("/v1/scenarios/runs/run_1/complete")).ShouldBe(200, "state", "completed");
        server.Effects.ShouldBe(["start run_1", "score run_1", "complete run_1"]);
    }

    [Fact]
    public async Task Scoring_before_running_is_refused_without_effect()
    {
        await Post("/v1/scenarios/start_run", """{"scenario_id":"scn_1"}""");
        (await Post("/v1/scenarios/runs/run_1/score")).ShouldBe(409, "message", "Cannot score a run that is provisioning.");
        (await Post("/v1/scenarios/runs/run_1/complete")).ShouldBe(409, "message", "Cannot complete a run that is provisioning.");
        server.Effects.ShouldBe(["start run_1"]);
    }

    [Fact]
    public async Task Each_scenario_run_counts_its_own_looks()
    {
        await Post("/v1/scenarios/start_run", """{"scenario_id":"scn_1"}""");
        for (var i = 0; i < 3; i++)
            await Get("/v1/scenarios/runs/run_1");
        (await Post("/v1/scenarios/start_run", """{"scenario_id":"scn_1"}""")).ShouldBe(200, "id", "run_2");
        (await Get("/v1/scenarios/runs/run_2")).ShouldBe(200, "state", "provisioning");
    }

    [Fact]
    public async Task Starting_without_a_scenario_is_refused() =>
        (await Post("/v1/scenarios/start_run", "{}")).ShouldBe(400, "message", "scenario_id is required.");

    [Fact]
    public async Task Devbox_times_out_once_before_it_is_suspended_and_once_before_it_runs()
    {
        (await Post("/v1/devboxes/dbx_7/suspend")).ShouldBe(200, "status", "suspending");
        (await Wait("dbx_7", "suspended")).ShouldBe(408, "message", "Timeout: the devbox is suspending.");
        (await Wait("dbx_7", "suspended")).ShouldBe(200, "status", "suspended");
        (await Post("/v1/devboxes/dbx_7/resume")).ShouldBe(200, "status", "resuming");
        (await Wait("dbx_7", "running")).ShouldBe(408, "message", "Timeout: the devbox is resuming.");
        (await Wait("dbx_7", "running")).ShouldBe(200, "status", "running");
        server.Effects.ShouldBe(["suspend dbx_7", "resume dbx_7"]);
    }

    [Fact]
    public async Task Resuming_before_suspended_is_refused_without_effect()
    {
        await Post("/v1/devboxes/dbx_7/suspend");
        (await Post("/v1/devboxes/dbx_7/resume")).ShouldBe(409, "message", "Cannot resume a devbox that is suspending.");
        (await Post("/v1/devboxes/dbx_7/suspend")).ShouldBe(409, "message", "Cannot suspend a devbox that is suspending.");
        server.Effects.ShouldBe(["suspend dbx_7"]);
    }

    [Fact]
    public async Task Waiting_for_an_unknown_status_is_refused() =>
        (await Wait("dbx_7", "asleep")).ShouldBe(400, "message", "Invalid status 'asleep'.");

    [Fact]
    public async Task Snapshot_of_a_devbox_that_is_shut_down_is_refused()
    {
        var snapshot = await Post("/v1/devboxes/dbx_7/snapshot_disk", """{"name":"before"}""");
        snapshot.ShouldBe(200, "id", "snp_1");
        snapshot.ShouldBe(200, "source_devbox_id", "dbx_7");
        (await Post("/v1/devboxes/dbx_7/shutdown")).ShouldBe(200, "status", "shutdown");
        (await Post("/v1/devboxes/dbx_7/snapshot_disk")).ShouldBe(409, "message", "Cannot snapshot a devbox that is shutdown.");
        (await Post("/v1/devboxes/dbx_7/shutdown")).ShouldBe(409, "message", "Cannot shutdown a devbox that is shutdown.");
        server.Effects.ShouldBe(["snapshot dbx_7", "shutdown dbx_7"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/public/api")]
    public async Task Dataiku_scenario_runs_for_its_polls(string basePath)
    {
        var scenario = $"{basePath}/projects/DEMO/scenarios/nightly";
        (await Get(scenario)).ShouldBe(200, "id", "nightly");
        (await Post($"{scenario}/run")).ShouldBe(200, "id", "DEMO-nightly-1");
        (await Get($"{scenario}/light")).Body.GetProperty("running").GetBoolean().ShouldBeTrue();
        (await Post($"{scenario}/run")).ShouldBe(409, "message", "The scenario is running already.");
        (await Get($"{scenario}/light")).Body.GetProperty("running").GetBoolean().ShouldBeTrue();
        var ended = (await Get($"{scenario}/light")).Body;
        ended.GetProperty("running").GetBoolean().ShouldBeFalse();
        ended.GetProperty("lastRun").GetProperty("id").GetString().ShouldBe("DEMO-nightly-1");
        server.Effects.ShouldBe(["run DEMO-nightly-1"]);
    }

    [Fact]
    public async Task Repeated_key_gets_the_first_answer_without_a_second_effect()
    {
        var first = await Post("/v1/scenarios/start_run", """{"scenario_id":"scn_1"}""", "k1");
        var again = await Post("/v1/scenarios/start_run", """{"scenario_id":"scn_1"}""", "k1");
        var other = await Post("/v1/scenarios/start_run", """{"scenario_id":"scn_1"}""", "k2");
        again.Body.GetRawText().ShouldBe(first.Body.GetRawText());
        other.ShouldBe(200, "id", "run_2");
        server.Effects.ShouldBe(["start run_1", "start run_2"]);
        server.Requests.Select(request => (request.IdempotencyKey, request.Replayed)).ShouldBe([("k1", false), ("k1", true), ("k2", false)]);
    }

    [Fact]
    public async Task Repeated_key_gets_a_refusal_again_even_when_it_would_succeed_now()
    {
        await Post("/v1/devboxes/dbx_7/suspend");
        (await Wait("dbx_7", "suspended", "w1")).Status.ShouldBe(408);
        (await Wait("dbx_7", "suspended")).Status.ShouldBe(200);
        (await Wait("dbx_7", "suspended", "w1")).Status.ShouldBe(408);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("t0k3n")]
    [InlineData("Bearer $inputs.apiToken")]
    [InlineData("bearer t0k3n")]
    public async Task Request_without_the_exact_token_is_refused_and_recorded(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/scenarios/start_run") { Content = Json("""{"scenario_id":"scn_1"}""") };
        using var bare = new HttpClient { BaseAddress = client.BaseAddress };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await bare.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        server.Effects.ShouldBeEmpty();
        server.Requests.Single().Status.ShouldBe(401);
    }

    [Fact]
    public async Task Requests_are_recorded_with_headers_and_body()
    {
        await Post("/v1/scenarios/start_run?x=1", """{ "scenario_id": "scn_ü" }""", "k1");
        var recorded = server.Requests.Single();
        recorded.ToString().ShouldBe("POST /v1/scenarios/start_run?x=1 200");
        recorded.Text.ShouldBe("""{ "scenario_id": "scn_ü" }""");
        recorded.Headers["authorization"].ShouldBe("Bearer t0k3n");
        recorded.IdempotencyKey.ShouldBe("k1");
    }

    [Fact]
    public async Task Requests_are_appended_to_the_log_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var logging = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = "t0k3n", LogFile = file });
            await client.GetAsync(new Uri($"{logging.Url}/v1/devboxes/dbx_1"));
            await client.GetAsync(new Uri($"{logging.Url}/v1/devboxes/missing_1"));
            var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonElement.Parse(line)).ToList();
            lines.Select(line => line.GetProperty("path").GetString()).ShouldBe(["/v1/devboxes/dbx_1", "/v1/devboxes/missing_1"]);
            lines.Select(line => line.GetProperty("status").GetInt32()).ShouldBe([200, 404]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Client_that_breaks_off_has_had_the_effect_and_gets_the_answer_with_its_key()
    {
        // The held-back answer waits on a clock that never moves, so the client must break off.
        await using var slow = await FoundingApiServer.StartAsync(
            new FoundingApiOptions { Token = "t0k3n", Delay = TimeSpan.FromHours(1), TimeProvider = new FrozenTime() });
        using var broken = new CancellationTokenSource();
        var call = SendStart(new Uri($"{slow.Url}/v1/scenarios/start_run"), broken.Token);
        while (slow.Effects.IsEmpty)
            await Task.Yield();
        await broken.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        var again = await SendStart(new Uri($"{slow.Url}/v1/scenarios/start_run"), CancellationToken.None);
        again.ShouldBe(200, "id", "run_1");
        slow.Effects.ShouldBe(["start run_1"]);
        slow.Requests.Select(request => (request.Status, request.Replayed)).ShouldBe([(200, false), (200, true)]);
    }

    [Fact]
    public async Task Answers_that_say_not_yet_have_the_retry_after_that_was_asked_for()
    {
        await using var patient = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = "t0k3n", RetryAfter = 7 });
        await client.PostAsync(new Uri($"{patient.Url}/v1/devboxes/dbx_1/suspend"), null);
        using var wait = await client.PostAsync(new Uri($"{patient.Url}/v1/devboxes/dbx_1/wait_for_status"), Json("""{"statuses":["suspended"]}"""));
        wait.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        using var there = await client.PostAsync(new Uri($"{patient.Url}/v1/devboxes/dbx_1/wait_for_status"), Json("""{"statuses":["suspended"]}"""));
        there.Headers.RetryAfter.ShouldBeNull();
    }

    async Task<Answered> SendStart(Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = Json("""{"scenario_id":"scn_1"}""") };
        request.Headers.Add("Idempotency-Key", "k1");
        return await Send(request, cancellationToken);
    }

    Task<Answered> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    Task<Answered> Wait(string devbox, string status, string? key = null) =>
        Post($"/v1/devboxes/{devbox}/wait_for_status", $$"""{"statuses":["{{status}}"],"timeout_seconds":30}""", key);

    Task<Answered> Post(string path, string? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : Json(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Send(request);
    }

    async Task<Answered> Send(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        using var response = await client.SendAsync(request, cancellationToken);
        return new Answered((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken)));
    }

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    sealed record Answered(int Status, JsonElement Body)
    {
        internal void ShouldBe(int status, string member, string value)
        {
            Status.ShouldBe(status, Body.GetRawText());
            Body.GetProperty(member).GetString().ShouldBe(value);
        }
    }

    sealed class FrozenTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
