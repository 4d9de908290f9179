using ArazzoDurable.Http.Access;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Access;

public sealed class RequestLimitTests
{
    static readonly ApiSettings TwoASecond = new() { RequestsPerSecond = 2, RequestBurst = 3 };

    [Fact]
    public void Bucket_gives_its_burst_and_then_what_comes_in()
    {
        var time = new ManualTime(TestApi.Now);
        var bucket = new TokenBucket(2, 3, time);

        Enumerable.Range(0, 4).Select(_ => bucket.Take()).ShouldBe([null, null, null, TimeSpan.FromSeconds(0.5)]);
        time.Move(TimeSpan.FromSeconds(0.4));
        bucket.Take().ShouldNotBeNull().ShouldBe(TimeSpan.FromSeconds(0.1), TimeSpan.FromMilliseconds(1));
        time.Move(TimeSpan.FromSeconds(0.1));
        bucket.Take().ShouldBeNull();
        time.Move(TimeSpan.FromHours(1));
        Enumerable.Range(0, 4).Count(_ => bucket.Take() is null).ShouldBe(3, "no more than the burst, however long the pause");
    }

    [Fact]
    public async Task Request_over_the_limit_is_told_when_to_come_back()
    {
        var api = new TestApi(TwoASecond);
        for (var i = 0; i < 3; i++)
            (await api.GetAsync("/api/runs")).Status.ShouldBe(200);

        var refused = await api.GetAsync("/api/runs");

        (refused.Status, refused.Header("Retry-After"), refused.ContentType).ShouldBe((429, "1", "application/problem+json; charset=utf-8"));
        refused.Json().GetProperty("code").GetString().ShouldBe("too-many-requests");
        refused.Json().GetProperty("detail").GetString().ShouldBe("More requests come than this host takes; ask again in 1 s.");
        api.Time.Move(TimeSpan.FromSeconds(1));
        (await api.GetAsync("/api/runs")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/api/health")]
    [InlineData("/api/openapi.json")]
    public async Task What_needs_no_key_is_not_limited(string path)
    {
        var api = new TestApi(TwoASecond);

        for (var i = 0; i < 10; i++)
            (await api.GetAsync(path)).Status.ShouldBe(200);
        (await api.GetAsync("/api/runs")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Each_frame_of_a_batch_counts_as_a_request()
    {
        var api = new TestApi(new ApiSettings { RequestsPerSecond = 1, RequestBurst = 10 });

        var tooLong = (await api.PostAsync("/api/rpc", Batch(20))).Json().GetProperty("error");
        var taken = await api.PostAsync("/api/rpc", Batch(9));
        api.Time.Move(TimeSpan.FromSeconds(4));
        var refused = await api.PostAsync("/api/rpc", Batch(9));

        tooLong.GetProperty("code").GetInt32().ShouldBe(-32600);
        tooLong.GetProperty("message").GetString().ShouldBe("A batch may have 10 frames; 20 were sent, and none was carried out.");
        taken.Json().GetArrayLength().ShouldBe(9);
        (refused.Status, refused.Header("Retry-After")).ShouldBe((429, "5"));
    }

    static string Batch(int frames) => $"[{string.Join(",", Enumerable.Repeat("""{"jsonrpc": "2.0", "id": 1, "method": "blobs/put", "params": {"data": 1}}""", frames))}]";

    [Fact]
    public async Task Whoever_guesses_at_keys_is_limited_and_takes_nobodys_place()
    {
        var api = new TestApi(TwoASecond with { ApiKey = "k3y" });

        for (var i = 0; i < 3; i++)
            (await api.GetAsync("/api/runs?code=guess")).Status.ShouldBe(401);
        (await api.GetAsync("/api/runs?code=guess")).Status.ShouldBe(429);
        (await api.GetAsync("/api/runs?code=k3y")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Zero_means_no_limit()
    {
        var api = new TestApi(new ApiSettings { RequestsPerSecond = 0, RequestBurst = 1 });

        for (var i = 0; i < 10; i++)
            (await api.GetAsync("/api/runs")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Built_in_endpoint_is_limited_in_its_own_shape()
    {
        var api = new TestApi(new ApiSettings { RequestsPerSecond = 1, RequestBurst = 1 });
        (await api.GetAsync("/runtime/webhooks/durabletask/instances/none")).Status.ShouldBe(404);

        var refused = await api.GetAsync("/runtime/webhooks/durabletask/instances/none");

        (refused.Status, refused.Body.Length, refused.Header("Retry-After")).ShouldBe((429, 0, "1"));
    }

    [Fact]
    public async Task Only_so_many_requests_wait_at_once_and_a_refused_one_starts_nothing()
    {
        var api = new TestApi(new ApiSettings { WaitingRequests = 1 });
        var flowId = await api.StoreFlowAsync();
        var runId = await api.StartRunAsync();
        var waiting = api.GetAsync($"/api/runs/{runId}?wait=true");

        var read = await api.GetAsync($"/api/runs/{runId}?wait=true");
        var submit = await api.PostAsync("/api/runs", $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "two"}], "wait": true}""");

        foreach (var refused in new[] { read, submit })
        {
            (refused.Status, refused.Header("Retry-After")).ShouldBe((429, "5"));
            refused.Json().GetProperty("code").GetString().ShouldBe("too-many-waiting");
        }
        (await api.GetAsync("/api/runs")).Json().GetProperty("runs").GetArrayLength().ShouldBe(1);
        (await api.GetAsync($"/api/runs/{runId}")).Status.ShouldBe(202, "who does not wait needs no seat");
        await api.EndRunAsync(runId, ItemOutcome.Success);
        (await waiting).Status.ShouldBe(200);
        (await api.GetAsync($"/api/runs/{runId}?wait=true")).Status.ShouldBe(200, "the seat is free again");
    }

    [Fact]
    public async Task Stream_that_finds_no_seat_any_more_asks_to_come_again()
    {
        var api = new TestApi(new ApiSettings { WaitingRequests = 1 });
        var runId = await api.StartRunAsync();
        var (first, second) = (await api.GetAsync($"/api/runs/{runId}/events"), await api.GetAsync($"/api/runs/{runId}/events"));
        var gone = new CancellationTokenSource();
        var (one, two) = (new MemoryStream(), new MemoryStream());

        var streaming = first.Streamed!(one, gone.Token);
        await second.Streamed!(two, default);

        System.Text.Encoding.UTF8.GetString(two.ToArray()).ShouldBe("retry: 5000\n\n");
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => streaming);
    }

    [Fact]
    public async Task Waits_over_json_rpc_take_seats_too()
    {
        var api = new TestApi(new ApiSettings { WaitingRequests = 1 });
        var flowId = await api.StoreFlowAsync();
        var runId = await api.StartRunAsync();
        var get = $$$"""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {"runId": "{{{runId}}}", "wait": true}}""";
        var submit = $$$"""{"jsonrpc": "2.0", "id": 2, "method": "runs/submit", "params": {"flowId": "{{{flowId}}}", "inputs": [{"name": "two"}], "wait": true}}""";
        var waiting = api.PostAsync("/api/rpc", get);

        var refused = await api.PostAsync("/api/rpc", $"[{get}, {submit}]");

        refused.Status.ShouldBe(200);
        foreach (var answer in refused.Json().EnumerateArray())
        {
            answer.GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32000);
            answer.GetProperty("error").GetProperty("data").GetProperty("code").GetString().ShouldBe("too-many-waiting");
            answer.GetProperty("error").GetProperty("data").GetProperty("retryAfterSecs").GetInt32().ShouldBe(5);
        }
        (await api.GetAsync($"/api/runs/{runId}?wait=true")).Status.ShouldBe(429, "the seats are the same");
        (await api.GetAsync("/api/runs")).Json().GetProperty("runs").GetArrayLength().ShouldBe(1);
        await api.EndRunAsync(runId, ItemOutcome.Success);
        (await waiting).Json().GetProperty("result").GetProperty("status").GetString().ShouldBe("success");
        (await api.PostAsync("/api/rpc", get)).Json().TryGetProperty("result", out _).ShouldBeTrue("the seat is free again");
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    public void Settings_that_make_no_sense_are_refused(int perSecond, int burst, int waiting) => Should.Throw<ArgumentOutOfRangeException>(
        () => new ApiSettings { RequestsPerSecond = perSecond, RequestBurst = burst, WaitingRequests = waiting });
}
