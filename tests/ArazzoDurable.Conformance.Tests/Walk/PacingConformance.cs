using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Walk;

/// <summary>Retries and loops are paced by what the answer or the document says. How long that took is the host's to tell: its clock is asked, not ours.</summary>
public abstract class PacingConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    static readonly CalledAnswer Starting = CalledAnswer.Ok("""{"state": "starting"}""");
    static readonly CalledAnswer Running = CalledAnswer.Ok("""{"state": "running"}""");

    [HostFact]
    public async Task Retry_waits_as_long_as_the_answer_asks_for()
    {
        await using var server = await CalledServer.StartAsync(new CalledAnswer(503, "{}").After("2"), new CalledAnswer(429, "{}").After("0"), Running);
        var visits = await VisitsAsync("""
            operations: {look: GET /look}
            steps: [{stepId: look, operationId: look, onFailure: [{name: again, type: retry, retryLimit: 2}]}]
            """, server);

        var attempts = visits.ShouldHaveSingleItem().GetProperty("attempts").EnumerateArray().ToList();
        attempts.ConvertAll(attempt => attempt.GetProperty("statusCode").GetInt32()).ShouldBe([503, 429, 200]);
        Wait(attempts[0]).ShouldBeInRange(2, 4);
        Started(attempts[1]).ShouldBeGreaterThanOrEqualTo(At(attempts[0]));
    }

    [HostFact]
    public async Task Loop_waits_as_long_as_the_answer_asks_for()
    {
        await using var server = await CalledServer.StartAsync(Starting.After("2"), Starting, Running);
        var visits = await VisitsAsync(Loop("x-polling: {interval: 0.2, factor: 1}"), server);

        visits.Count.ShouldBe(3);
        Wait(visits[0].GetProperty("attempts")[0]).ShouldBeInRange(2, 4);
        Wait(visits[1].GetProperty("attempts")[0]).ShouldBeLessThan(2, "the document sets the pace where no answer does");
    }

    [HostFact]
    public async Task Submit_sets_the_pace_of_all_loops()
    {
        await using var server = await CalledServer.StartAsync(Starting, Running);
        var visits = await VisitsAsync(Loop("x-polling: {interval: 3600}"), server, """, "overrides": {"polling": {"interval": 0.1}}""");

        visits.Count.ShouldBe(2);
    }

    [HostFact]
    public async Task Loop_ends_when_its_visits_are_used_up()
    {
        await using var server = await CalledServer.StartAsync(Starting);
        var run = await Api.RunAsync(await Api.StoreAsync(Flow.Of(Loop("x-polling: {interval: 0, maxVisits: 3}"), server)));

        run.GetProperty("results")[0].GetProperty("result").GetProperty("error").GetProperty("code").GetString().ShouldBe("visit-budget-exceeded");
        server.Requests.Length.ShouldBe(3);
    }

    async Task<List<JsonElement>> VisitsAsync(string yaml, CalledServer server, string more = "")
    {
        var run = await Api.RunAsync(await Api.StoreAsync(Flow.Of(yaml, server)), more: more);
        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        return [.. (await Api.GetAsync($"/api/runs/{run.GetProperty("runId").GetString()}/items/0")).Expect(200)["visits"].EnumerateArray()];
    }

    static string Loop(string polling) => $$"""
        operations: {look: GET /look}
        steps:
        - stepId: look
          operationId: look
          {{polling}}
          onSuccess: [{name: there, type: end, criteria: [{condition: "$response.body#/state == 'running'"}]}, {name: again, type: goto, stepId: look}]
        """;

    /// <summary>How many seconds after its answer an attempt had the next one wait.</summary>
    static double Wait(JsonElement attempt) => (At(attempt) - Started(attempt)).TotalSeconds - (attempt.GetProperty("durationMs").GetInt64() / 1000.0);

    static DateTimeOffset At(JsonElement attempt) =>
        attempt.GetProperty("next").TryGetProperty("at", out var at) ? at.GetDateTimeOffset() : Started(attempt);

    static DateTimeOffset Started(JsonElement attempt) => attempt.GetProperty("startedAt").GetDateTimeOffset();
}
