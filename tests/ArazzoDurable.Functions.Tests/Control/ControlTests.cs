using System.Net;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.Batches;
using ArazzoDurable.Http.Tests.EndToEnd;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Functions.Tests.Control;

public sealed class ControlTests
{
    /// <summary>How long a run waits for its poll that is steered meanwhile: longer than any test.</summary>
    const double Hour = 3600;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Cancelled_run_ends_though_it_waits_for_its_poll()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HasFreshWorkers = true });
        var runId = await WaitingAsync(app, boxes);

        (await app.PostAsync($"api/runs/{runId}/cancel")).With(HttpStatusCode.Accepted).Member("status").ShouldBe("cancelled");
        var run = await app.EndAsync(runId);

        run.GetProperty("status").GetString().ShouldBe("cancelled");
        (await app.PostAsync($"api/runs/{runId}/cancel")).With(HttpStatusCode.Accepted);
        (await app.PostAsync($"api/runs/{runId}/suspend")).With(HttpStatusCode.Conflict);
        (await app.TaskClient.GetInstanceAsync(runId))!.RuntimeStatus.ShouldBe(Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task Suspended_run_goes_on_when_it_is_resumed()
    {
        var (looked, suspended) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var boxes = new BoxServer
        {
            BeforeAnswer = line =>
            {
                if (!line.StartsWith("GET", StringComparison.Ordinal))
                    return Task.CompletedTask;
                looked.TrySetResult();
                return suspended.Task;
            },
        };
        await using var app = await FunctionsApp.StartAsync();
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url)).With(HttpStatusCode.Accepted).Member("runId");
        await looked.Task.WaitAsync(Patience);
        (await app.PostAsync($"api/runs/{runId}/suspend")).With(HttpStatusCode.Accepted).Member("status").ShouldBe("suspended");
        suspended.SetResult();

        // The look that was under way is the last one: the run comes to hold before the next.
        await app.InstanceUntilAsync(runId, status => status.GetProperty("status").GetString() == "suspended");
        boxes.Requests.Count.ShouldBe(2);
        (await app.PostAsync($"api/runs/{runId}/resume")).With(HttpStatusCode.Accepted);
        var run = await app.EndAsync(runId);

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        boxes.Requests.Count.ShouldBe(4);
        boxes.Requests.Count(call => call.Line.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Cancelled_run_is_walked_again_from_where_it_stood()
    {
        using var boxes = new BoxServer();
        await using var app = await FunctionsApp.StartAsync();
        var runId = await WaitingAsync(app, boxes);
        (await app.PostAsync($"api/runs/{runId}/rerun")).With(HttpStatusCode.Conflict);
        (await app.PostAsync($"api/runs/{runId}/cancel")).With(HttpStatusCode.Accepted);

        (await app.PostAsync($"api/runs/{runId}/rerun")).With(HttpStatusCode.Accepted).Member("status").ShouldBe("running");
        // The poll is made at once, and the next one waits; the box runs at the third look.
        await app.UntilAsync(runId, _ => boxes.Requests.Count >= 3);

        boxes.Requests.Count(call => call.Line.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        (await app.PostAsync($"api/runs/{runId}/cancel")).With(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Deleted_run_leaves_nothing_behind()
    {
        var refused = new TaskCompletionSource();
        using var server = new GateServer { Full = () => refused.Task };
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HasFreshWorkers = true });
        server.Hold(until: 2, total: 5);
        var runId = await NumberFlow.SubmitAsync(app, server.Url, items: 5, maxConcurrency: 2);
        (await app.SendAsync(HttpMethod.Delete, $"api/runs/{runId}")).With(HttpStatusCode.Conflict);
        refused.SetResult();
        await app.EndAsync(runId);
        app.Hub.Ids.Count(id => id.Contains(runId, StringComparison.Ordinal)).ShouldBeGreaterThan(10);

        (await app.SendAsync(HttpMethod.Delete, $"api/runs/{runId}")).With(HttpStatusCode.Accepted);
        (await app.GetAsync($"api/runs/{runId}")).With(HttpStatusCode.NotFound);
        await app.PurgedAsync(runId);

        var left = new List<string>();
        await foreach (var instance in app.TaskClient.GetAllInstancesAsync())
            left.Add(instance.InstanceId);
        left.ShouldBe([RunKeys.Purge(runId)], "the purge itself goes with the next one");
        foreach (var prefix in RunKeys.ValuePrefixes(runId).Add(RunKeys.Record(runId)))
            (await app.Hub.Host.RunStore.ListKeysAsync(prefix, null, 1, default)).ShouldBeEmpty(prefix);
        (await app.Hub.Host.EventLog.ReadAsync(runId, 0, 1, default)).Entries.ShouldBeEmpty();
    }

    /// <summary>Starts a run that has made its box, looked once and waits for its poll.</summary>
    static async Task<string> WaitingAsync(FunctionsApp app, BoxServer boxes)
    {
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url, Hour)).With(HttpStatusCode.Accepted).Member("runId");
        await app.InstanceUntilAsync(runId, status => status.TryGetProperty("nextAttemptAt", out _));
        return runId;
    }
}
