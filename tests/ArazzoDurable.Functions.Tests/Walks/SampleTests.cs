using System.Net;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.TestHub.Instances;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.Tests.Walks;

/// <summary>The samples on the app, for what no client of the API sees. Whether they do what their authors mean is told by the tests that every host passes.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("score-scenario-run", """{"apiToken": "demo", "scenarioId": "scn_1"}""", 3)]
    [InlineData("suspend-and-resume", """{"apiToken": "demo", "benchId": "bench_1"}""", 3)]
    [InlineData("snapshot-and-shutdown", """{"apiToken": "demo", "benchId": "bench_1", "note": "done"}""", 0)]
    [InlineData("run-scenario-and-poll", """{"apiToken": "demo", "projectId": "DEMO", "scenarioId": "scn_1"}""", 3)]
    public async Task Sample_waits_by_durable_timers_alone_and_every_function_may_be_run_by_another_worker(string folder, string inputs, int polls)
    {
        await using var sample = await SampleFlow.StartAsync(folder);
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HubTime = new QuickTime(), HasFreshWorkers = true });
        var flowId = await sample.PutAsync(app);

        var runId = (await app.PostAsync("api/runs", $$"""{"flowId": "{{flowId}}", "inputs": [{{inputs}}], "overrides": {"servers": {{sample.Servers}} } }"""))
            .With(HttpStatusCode.Accepted).Member("runId");
        var run = await app.EndAsync(runId);

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        app.Hub.Timers.Count.ShouldBe(polls, run.ToString());
        app.Hub.Timers.ShouldAllBe(timer => timer.InstanceId == runId && timer.Delay >= TimeSpan.FromSeconds(0.89));
        app.Log.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }
}
