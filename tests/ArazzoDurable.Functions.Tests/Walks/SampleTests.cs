using System.Net;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.TestHub.Instances;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;

namespace ArazzoDurable.Functions.Tests.Walks;

/// <summary>The samples, from the request that starts them to their end.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("score-scenario-run", """{"apiToken": "demo", "scenarioId": "scn_1"}""", 3, """{"phase":"finished","points":0.875,"trialId":"trial_1"}""")]
    [InlineData("suspend-and-resume", """{"apiToken": "demo", "benchId": "bench_1"}""", 3, "awake")]
    [InlineData("snapshot-and-shutdown", """{"apiToken": "demo", "benchId": "bench_1", "note": "done"}""", 0, "powered-down")]
    [InlineData("run-scenario-and-poll", """{"apiToken": "demo", "projectId": "DEMO", "scenarioId": "scn_1"}""", 3, "run_")]
    public async Task Sample_walks_to_its_end_with_durable_timers_as_its_only_waits(string folder, string inputs, int polls, string told)
    {
        await using var sample = await SampleFlow.StartAsync(folder);
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HubTime = new QuickTime(), HasFreshWorkers = true });
        var flowId = await sample.PutAsync(app);

        var submitted = (await app.PostAsync("api/runs", $$"""{"flowId": "{{flowId}}", "inputs": [{{inputs}}], "overrides": {"servers": {{sample.Servers}} } }"""))
            .With(HttpStatusCode.Accepted);
        var run = await app.EndAsync(submitted.Member("runId"));

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        run.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText().ShouldContain(told);
        var calls = await sample.CallsAsync();
        app.Hub.Timers.Count.ShouldBe(polls, string.Join(", ", calls));
        app.Hub.Timers.ShouldAllBe(timer => timer.InstanceId == submitted.Member("runId") && timer.Delay >= TimeSpan.FromSeconds(0.89));
        app.Log.ShouldNotContain(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
        (submitted.Text + run).ShouldNotContain("demo");
    }
}
