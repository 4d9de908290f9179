using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Runs;

public sealed class RunStatusTests
{
    readonly TestApi api = new();

    [Fact]
    public async Task Run_at_work_is_202_and_ended_run_is_200()
    {
        var runId = await api.StartRunAsync();
        var before = await api.GetAsync($"/api/runs/{runId}");
        await api.EndRunAsync(runId, ItemOutcome.Success, "{}");
        var after = await api.GetAsync($"/api/runs/{runId.ToUpperInvariant()}");

        (before.Status, before.Json().GetProperty("status").GetString()).ShouldBe((202, "running"));
        (after.Status, after.Json().GetProperty("status").GetString()).ShouldBe((200, "success"));
        after.Json().TryGetProperty("results", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Failed_run_tells_why_when_results_are_asked_for()
    {
        var runId = await api.StartRunAsync();
        await api.EndRunAsync(runId, ItemOutcome.Failed, error: new ItemError("step-failed", "Step 'create' failed."));

        var response = await api.GetAsync($"/api/runs/{runId}?includeResults=true&resultOrder=by_completion");

        response.Status.ShouldBe(200);
        response.Json().GetProperty("results")[0].GetProperty("result").GetRawText().ShouldBe(
            """{"outcome":"failed","error":{"code":"step-failed","message":"Step 'create' failed."}}""");
    }

    [Theory]
    [InlineData(false, "***")]
    [InlineData(true, "s3cret")]
    public async Task Secrets_in_results_are_shown_only_where_the_host_says_so(bool reveal, string shown)
    {
        var runId = await api.StartRunAsync();
        var sealedToken = api.Sealer.Seal(System.Text.Json.JsonElement.Parse("\"s3cret\""), runId).GetRawText();
        await api.EndRunAsync(runId, ItemOutcome.Success, $$"""{"token": {{sealedToken}}}""");
        api.Under(new ApiSettings { RevealSecrets = reveal });

        var response = await api.GetAsync($"/api/runs/{runId}?includeResults=true");

        response.Json().GetProperty("results")[0].GetProperty("result").GetProperty("value").GetProperty("token").GetString().ShouldBe(shown);
    }

    [Fact]
    public async Task Waiting_request_is_answered_when_the_run_has_ended()
    {
        var runId = await api.StartRunAsync();
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = api.GetAsync($"/api/runs/{runId}?wait=true&timeoutSecs=60");
        await waiting.Task;
        answer.IsCompleted.ShouldBeFalse();
        await api.EndRunAsync(runId, ItemOutcome.Success, "{}");

        (await answer).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Waiting_request_is_answered_with_202_when_its_time_is_up()
    {
        var runId = await api.StartRunAsync();
        var waiting = new TaskCompletionSource();
        api.Instances.Waiting = waiting.SetResult;

        var answer = api.GetAsync($"/api/runs/{runId}?wait=true&timeoutSecs=60");
        await waiting.Task;
        api.Time.Move(TimeSpan.FromSeconds(60));

        (await answer).Status.ShouldBe(202);
    }

    [Theory]
    [InlineData("byIndex", "0 1 2")]
    [InlineData("BY_INDEX", "0 1 2")]
    [InlineData("byCompletion", "2 0 1")]
    [InlineData("by_completion", "2 0 1")]
    public void Results_come_in_the_order_asked_for(string order, string expected)
    {
        RunResult Result(int index, int second) => new(index, ItemOutcome.Success, new ItemResult(ItemOutcome.Success), TestApi.Now.AddSeconds(second));
        var status = new RunStatus
        {
            RunId = "r",
            FlowId = "f",
            Status = RunState.Success,
            Items = new ItemCounts(3, 0, 0, 3, 0, 0),
            CreatedAt = TestApi.Now,
            Results = [Result(1, 7), Result(2, 3), Result(0, 7)],
        };

        var ordered = Http.Runs.ResultOrders.InOrder(status, Http.Runs.ResultOrders.Parse(order)!.Value);

        string.Join(' ', ordered.Results!.Value.Select(result => result.ItemIndex)).ShouldBe(expected);
    }
}
