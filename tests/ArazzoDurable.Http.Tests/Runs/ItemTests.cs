using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Runs;

public sealed class ItemTests
{
    readonly TestApi api = new();

    [Fact]
    public async Task Items_stand_as_the_record_says()
    {
        var runId = await BatchAsync();

        var response = await api.GetAsync($"/api/runs/{runId}/items");

        response.Status.ShouldBe(200);
        var items = response.Json().GetProperty("items").EnumerateArray().ToList();
        items.Select(item => $"{item.GetProperty("itemIndex")} {item.GetProperty("status")}").ShouldBe(
            ["0 success", "1 failed", "2 running", "3 cancelled", "4 pending"]);
        items[0].GetProperty("result").GetRawText().ShouldBe("""{"outcome":"success","value":{"n":0}}""");
        items[1].GetProperty("result").GetProperty("error").GetProperty("code").GetString().ShouldBe("step-failed");
        items[3].GetProperty("result").GetProperty("error").GetProperty("code").GetString().ShouldBe("cancelled", "it never began, so nothing was stored of it");
        items[2].EnumerateObject().Select(member => member.Name).ShouldBe(["itemIndex", "status", "startedAt", "step", "visit", "attempt", "nextAttemptAt"]);
        items[2].GetProperty("step").GetString().ShouldBe("a");
        items[2].GetProperty("attempt").GetInt32().ShouldBe(2);
        items[4].EnumerateObject().Select(member => member.Name).ShouldBe(["itemIndex", "status"]);
        response.Json().TryGetProperty("continuationToken", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("status=failed", "1")]
    [InlineData("status=running", "2")]
    [InlineData("status=pending", "4")]
    [InlineData("top=2&continuationToken=2", "2 3 ->4")]
    [InlineData("top=1&status=pending", "4")]
    [InlineData("continuationToken=9", "")]
    public async Task Items_are_listed_by_status_and_by_pages(string query, string expected)
    {
        var page = (await api.GetAsync($"/api/runs/{await BatchAsync()}/items?{query}")).Json();

        var indices = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("itemIndex").ToString());
        var token = page.TryGetProperty("continuationToken", out var next) ? $" ->{next.GetString()}" : "";
        (string.Join(' ', indices) + token).ShouldBe(expected);
    }

    [Fact]
    public async Task Page_ends_before_its_results_are_too_large()
    {
        var runId = await BatchAsync();
        await ResultAsync(runId, 0, ItemOutcome.Success, $$"""{"n": "{{new string('x', 200_000)}}"}""");
        await ResultAsync(runId, 1, ItemOutcome.Failed, $$"""{"n": "{{new string('x', 200_000)}}"}""");

        var page = (await api.GetAsync($"/api/runs/{runId}/items")).Json();

        page.GetProperty("items").GetArrayLength().ShouldBe(1);
        page.GetProperty("continuationToken").GetString().ShouldBe("1");
    }

    [Fact]
    public async Task Item_has_its_visits_and_marks_those_of_earlier_generations()
    {
        var runId = await BatchAsync();
        await api.ChangeAsync(runId, record => record with { Generation = 1 });
        await api.AppendAsync(runId, new RunEvent.StepCompleted(TestApi.Now.AddSeconds(2), Visit(2, 1, generation: 1), true, new NextMove(MoveKind.End)));

        var item = (await api.GetAsync($"/api/runs/{runId}/items/2")).Json();

        var visits = item.GetProperty("visits").EnumerateArray().ToList();
        visits.Select(visit => visit.TryGetProperty("generation", out var generation) ? generation.GetInt32() : (int?)null).ShouldBe([0, null]);
        visits[0].GetProperty("attempts")[0].GetProperty("statusCode").GetInt32().ShouldBe(503);
        visits[0].GetProperty("attempts")[0].GetProperty("next").GetRawText().ShouldBe("""{"move":"retry","stepId":"a","at":"2026-11-20T18:42:05+00:00"}""");
        visits[0].GetProperty("nextAttemptAt").GetDateTimeOffset().ShouldBe(TestApi.Now.AddSeconds(5));
        visits[1].GetProperty("success").GetBoolean().ShouldBeTrue();
        item.TryGetProperty("visitsTruncated", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Item_with_more_events_than_are_read_says_so()
    {
        var runId = await BatchAsync();
        await api.AppendAsync(runId, [.. Enumerable.Range(3, 1200).Select(attempt => Attempted(2, attempt))]);

        var item = (await api.GetAsync($"/api/runs/{runId}/items/2")).Json();

        item.GetProperty("visitsTruncated").GetBoolean().ShouldBeTrue();
        item.GetProperty("visits")[0].GetProperty("attempts").GetArrayLength().ShouldBe(1000);
    }

    [Theory]
    [InlineData(false, "***")]
    [InlineData(true, "s3cret")]
    public async Task Secrets_in_results_are_shown_only_where_the_host_says_so(bool reveal, string shown)
    {
        var runId = await BatchAsync();
        await ResultAsync(runId, 0, ItemOutcome.Success, $$"""{"n": {{api.Sealer.Seal(JsonElement.Parse("\"s3cret\""), runId).GetRawText()}}}""");
        api.Under(new ApiSettings { RevealSecrets = reveal });

        (await api.GetAsync($"/api/runs/{runId}/items/0")).Json().GetProperty("result").GetProperty("value").GetProperty("n").GetString().ShouldBe(shown);
    }

    [Theory]
    [InlineData("items?status=suspended", 400, "status")]
    [InlineData("items?top=201", 400, "top")]
    [InlineData("items?continuationToken=x", 400, "continuationToken")]
    [InlineData("items/5", 404, "unknown-item")]
    [InlineData("items/-1", 404, "unknown-item")]
    [InlineData("items/first", 404, "unknown-item")]
    public async Task What_does_not_fit_is_named(string path, int status, string mention)
    {
        var response = await api.GetAsync($"/api/runs/{await BatchAsync()}/{path}");

        response.Status.ShouldBe(status);
        response.Text().ShouldContain(mention);
    }

    [Theory]
    [InlineData("items")]
    [InlineData("items/0")]
    public async Task Items_of_an_unknown_run_are_404(string path)
    {
        var response = await api.GetAsync($"/api/runs/fe5e053a-00cb-8070-9fe1-efbcd4679549/{path}");

        (response.Status, response.Json().GetProperty("code").GetString()).ShouldBe((404, "unknown-run"));
    }

    /// <summary>A run of five items: one succeeded, one failed, one is at work, one was cancelled before it began, one is left.</summary>
    async Task<string> BatchAsync()
    {
        var runId = await api.StartRunAsync();
        await ResultAsync(runId, 0, ItemOutcome.Success, """{"n": 0}""");
        await ResultAsync(runId, 1, ItemOutcome.Failed, null);
        await api.ChangeAsync(runId, record => record with
        {
            Items = new ItemCounts(5, 1, 1, 1, 1, 1),
            Outcomes = record.Outcomes.With(0, ItemOutcome.Success).With(1, ItemOutcome.Failed).With(3, ItemOutcome.Cancelled),
            Lanes = [new LaneClaim(2, 2)],
        });
        await api.AppendAsync(
            runId, new RunEvent.ItemStarted(TestApi.Now, 2, 0), Attempted(2, 1), new RunEvent.StepWaiting(TestApi.Now, Visit(2, 2), TestApi.Now.AddSeconds(5)));
        return runId;
    }

    static RunEvent Attempted(int item, int attempt) => new RunEvent.StepAttempted(
        TestApi.Now, Visit(item, attempt), false, 503, new ItemError("step-failed", "the status was 503"), TestApi.Now, 7,
        new NextMove(MoveKind.Retry, "a", At: TestApi.Now.AddSeconds(5)));

    static StepVisit Visit(int item, int attempt, int generation = 0) => new(item, generation, "w", "", "a", 1, attempt);

    Task ResultAsync(string runId, int item, ItemOutcome outcome, string? value) => api.WriteResultAsync(runId, new RunResult(
        item, outcome,
        new ItemResult(outcome, value is null ? null : JsonElement.Parse(value), outcome is ItemOutcome.Failed ? new ItemError("step-failed", "Step 'a' failed.") : null),
        TestApi.Now));
}
