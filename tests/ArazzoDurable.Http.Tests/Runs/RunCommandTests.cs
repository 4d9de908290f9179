using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Runs;

public sealed class RunCommandTests
{
    readonly TestApi api = new();

    [Fact]
    public async Task Suspend_and_resume_are_202_with_the_run_as_it_stands()
    {
        var runId = await api.StartRunAsync();

        var suspended = await SendAsync("POST", $"/api/runs/{runId}/suspend");
        var read = await api.GetAsync($"/api/runs/{runId}");
        var resumed = await api.PostAsync($"/api/runs/{runId.ToUpperInvariant()}/resume", "{}");

        (suspended.Status, StatusOf(suspended)).ShouldBe((202, "suspended"));
        StatusOf(read).ShouldBe("suspended");
        (resumed.Status, StatusOf(resumed)).ShouldBe((202, "running"));
    }

    [Fact]
    public async Task Cancel_is_answered_when_its_patience_is_at_its_end()
    {
        var runId = await api.StartRunAsync();
        api.Instances.Waiting = () => api.Time.Move(TimeSpan.FromSeconds(2));

        var response = await SendAsync("POST", $"/api/runs/{runId}/cancel");

        (response.Status, StatusOf(response)).ShouldBe((202, "running"));
    }

    [Fact]
    public async Task Cancel_is_answered_when_the_run_has_ended()
    {
        var runId = await api.StartRunAsync();
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = SendAsync("POST", $"/api/runs/{runId}/cancel");
        await waiting.Task;
        await api.EndRunAsync(runId, ItemOutcome.Cancelled);

        ((await answer).Status, StatusOf(await answer)).ShouldBe((202, "cancelled"));
    }

    [Fact]
    public async Task Command_that_the_run_does_not_take_is_409_and_says_how_it_stands()
    {
        var runId = await api.StartRunAsync();

        var response = await SendAsync("DELETE", $"/api/runs/{runId}");

        response.Status.ShouldBe(409);
        response.ContentType.ShouldBe("application/problem+json; charset=utf-8");
        response.Json().GetProperty("code").GetString().ShouldBe("wrong-state");
        response.Json().GetProperty("detail").GetString().ShouldBe("The run is running, so it cannot be deleted; wait for its end, or cancel it first.");
    }

    [Fact]
    public async Task Deleted_run_is_unknown_to_every_route()
    {
        var runId = await api.StartRunAsync();
        await api.EndRunAsync(runId, ItemOutcome.Failed);

        var response = await SendAsync("DELETE", $"/api/runs/{runId}");

        (response.Status, StatusOf(response)).ShouldBe((202, "failed"));
        foreach (var (method, path) in ((string, string)[])[("GET", ""), ("GET", "?wait=true"), ("DELETE", ""), ("POST", "/cancel"), ("POST", "/suspend"), ("POST", "/resume"), ("POST", "/rerun"), ("GET", "/items"), ("GET", "/items/0"), ("GET", "/events"), ("GET", "?includeResults=true")])
            await ShouldBeUnknownAsync(method, $"/api/runs/{runId}{path}");
        (await api.GetAsync("/api/runs")).Json().GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Instance_of_a_deleted_run_is_not_told_of_from_the_moment_of_the_answer()
    {
        var runId = await api.StartRunAsync();
        var path = $"/runtime/webhooks/durabletask/instances/{runId}";
        await api.EndRunAsync(runId, ItemOutcome.Success);
        (await api.GetAsync(path)).Status.ShouldBe(200);

        await SendAsync("DELETE", $"/api/runs/{runId}");

        (await api.Instances.GetAsync(runId, default)).ShouldNotBeNull("the purge has not come to it");
        (await api.GetAsync(path)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("?includeResults=true")]
    [InlineData("?includeResults=true&wait=true")]
    [InlineData("/items")]
    [InlineData("/items/0")]
    public async Task Run_that_is_deleted_while_its_results_are_read_is_unknown(string path)
    {
        var runId = await api.StartRunAsync();
        await api.EndRunAsync(runId, ItemOutcome.Success, "{}");
        // Between the record and the results.
        api.Store.BeforeReading = async prefix =>
        {
            if (!prefix.StartsWith("results/", StringComparison.Ordinal))
                return;
            api.Store.BeforeReading = _ => Task.CompletedTask;
            await SendAsync("DELETE", $"/api/runs/{runId}");
            await api.Store.DeleteAsync($"results/{runId}/", 10, default);
        };

        await ShouldBeUnknownAsync("GET", $"/api/runs/{runId}{path}");
        api.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no-id")]
    [InlineData("fe5e053a-00cb-8070-9fe1-efbcd4679549")]
    public async Task Command_to_an_unknown_run_is_404(string runId)
    {
        await ShouldBeUnknownAsync("POST", $"/api/runs/{runId}/cancel");
        await ShouldBeUnknownAsync("DELETE", $"/api/runs/{runId}");
    }

    [Fact]
    public async Task Command_by_a_wrong_method_is_405()
    {
        var response = await api.GetAsync("/api/runs/fe5e053a-00cb-8070-9fe1-efbcd4679549/cancel");

        response.Status.ShouldBe(405);
        response.Headers.ShouldContain(KeyValuePair.Create("Allow", "POST"));
    }

    [Fact]
    public async Task Command_needs_the_key()
    {
        api.Under(new ApiSettings { ApiKey = "k" });

        (await SendAsync("POST", "/api/runs/fe5e053a-00cb-8070-9fe1-efbcd4679549/cancel")).Status.ShouldBe(401);
    }

    async Task ShouldBeUnknownAsync(string method, string path)
    {
        var response = await SendAsync(method, path);
        (response.Status, response.Json().GetProperty("code").GetString()).ShouldBe((404, "unknown-run"), $"{method} {path}");
    }

    Task<ApiResponse> SendAsync(string method, string path) => api.SendAsync(new ApiRequest(method, new Uri(TestApi.Origin + path), []));

    static string? StatusOf(ApiResponse response) => response.Json().GetProperty("status").GetString();
}
