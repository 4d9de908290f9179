using System.Net;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.EndToEnd;
using ArazzoDurable.Runtime.Tests.Runs.Retention;

namespace ArazzoDurable.Functions.Tests.Retention;

/// <summary>The timer that deletes what is old and sets going what stands still.</summary>
public sealed class SweepTests
{
    [Fact]
    public async Task Run_that_ended_long_enough_ago_is_deleted_by_the_timer()
    {
        using var boxes = new BoxServer();
        var time = new LaterTime();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { Time = time, HasFreshWorkers = true });
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url, more: """, "wait": true""")).With(HttpStatusCode.OK).Member("runId");

        time.Ahead = TimeSpan.FromDays(29.9);
        await app.RingAsync("Sweep");
        (await app.GetAsync($"api/runs/{runId}")).With(HttpStatusCode.OK);
        time.Ahead = TimeSpan.FromDays(30.1);
        await app.RingAsync("Sweep");

        (await app.GetAsync($"api/runs/{runId}")).With(HttpStatusCode.NotFound);
        await app.PurgedAsync(runId);
        app.Log.ShouldContain(line => line.Message.Contains("1 had ended long enough ago", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_deleted_where_runs_are_kept_for_ever()
    {
        using var boxes = new BoxServer();
        var time = new LaterTime();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions
        {
            Time = time,
            Settings = FunctionsAppOptions.LocalSettings.Add(FunctionsSettings.RetentionDaysSetting, "0"),
        });
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url, more: """, "wait": true""")).With(HttpStatusCode.OK).Member("runId");

        time.Ahead = TimeSpan.FromDays(36_000);
        await app.RingAsync("Sweep");

        (await app.GetAsync($"api/runs/{runId}")).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Run_whose_instance_was_never_scheduled_is_set_going_by_the_timer()
    {
        using var boxes = new BoxServer();
        var time = new LaterTime();
        var isOut = true;
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { Time = time });
        var flowId = await BoxFlow.PutAsync(app);
        app.TaskClient.BeforeSchedule = _ => isOut ? throw new TimeoutException("The hub is out of reach.") : Task.CompletedTask;
        (await BoxFlow.SubmitAsync(app, flowId, boxes.Url)).Status.ShouldBe(HttpStatusCode.InternalServerError);
        isOut = false;
        var record = (await app.Hub.Host.RunStore.ListKeysAsync("runs/", null, 2, default)).ShouldHaveSingleItem();
        var runId = record.Split('/')[^1];
        (await app.TaskClient.GetInstanceAsync(runId)).ShouldBeNull();

        await app.RingAsync("Sweep");
        (await app.TaskClient.GetInstanceAsync(runId)).ShouldBeNull("somebody may be at its start");
        time.Ahead = TimeSpan.FromMinutes(2);
        await app.RingAsync("Sweep");

        var run = await app.EndAsync(runId);
        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        app.Log.ShouldContain(line => line.Message.Contains("1 stood still", StringComparison.Ordinal));
    }
}
