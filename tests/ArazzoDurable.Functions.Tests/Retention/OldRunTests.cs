using System.Net;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.EndToEnd;
using ArazzoDurable.Runtime.Tests.Runs.Retention;

namespace ArazzoDurable.Functions.Tests.Retention;

/// <summary>Commands that break off on runs that are too old for the sweep to look at all of their age.</summary>
public sealed class OldRunTests
{
    [Fact]
    public async Task Run_that_was_deleted_while_the_hub_was_out_of_reach_is_purged_by_the_timer_where_runs_are_kept_for_ever()
    {
        using var boxes = new BoxServer();
        var time = new LaterTime();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions
        {
            Time = time,
            Settings = FunctionsAppOptions.LocalSettings.Add(FunctionsSettings.RetentionDaysSetting, "0"),
        });
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url, more: """, "wait": true""")).With(HttpStatusCode.OK).Member("runId");
        time.Ahead = TimeSpan.FromDays(3);
        await OutOfReachAsync(app, () => app.SendAsync(HttpMethod.Delete, $"api/runs/{runId}"));
        time.Ahead += TimeSpan.FromMinutes(2);

        await app.RingAsync("Sweep");

        await app.PurgedAsync(runId);
    }

    [Fact]
    public async Task Run_whose_rerun_broke_off_is_started_by_the_timer()
    {
        using var boxes = new BoxServer();
        var time = new LaterTime();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { Time = time });
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url, 3600)).With(HttpStatusCode.Accepted).Member("runId");
        await app.InstanceUntilAsync(runId, status => status.TryGetProperty("nextAttemptAt", out _));
        (await app.PostAsync($"api/runs/{runId}/cancel")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Accepted);
        await app.EndAsync(runId);
        time.Ahead = TimeSpan.FromDays(3);
        await OutOfReachAsync(app, () => app.PostAsync($"api/runs/{runId}/rerun"));
        time.Ahead += TimeSpan.FromMinutes(2);

        await app.RingAsync("Sweep");

        app.Log.ShouldContain(line => line.Message.Contains("1 stood still", StringComparison.Ordinal));
    }

    static async Task OutOfReachAsync(FunctionsApp app, Func<Task<Answer>> ask)
    {
        app.TaskClient.BeforeSchedule = _ => throw new TimeoutException("The hub is out of reach.");
        (await ask()).Status.ShouldBe(HttpStatusCode.InternalServerError);
        app.TaskClient.BeforeSchedule = _ => Task.CompletedTask;
    }
}
