using System.Net;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.Batches;

namespace ArazzoDurable.Functions.Tests.Batches;

public sealed class BatchTests
{
    [Fact]
    public async Task Batch_walks_every_item_once_and_no_more_at_a_time_than_it_may()
    {
        using var server = new GateServer();
        await using var app = await FunctionsApp.StartAsync();
        server.Hold(until: 4, total: 20);

        var runId = await NumberFlow.SubmitAsync(app, server.Url, items: 20, maxConcurrency: 4);
        var run = await app.EndAsync(runId);

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        run.GetProperty("items").GetProperty("success").GetInt32().ShouldBe(20);
        run.GetProperty("results").EnumerateArray().Select(item => item.GetProperty("result").GetProperty("value").GetProperty("number").GetInt32())
            .ShouldBe(Enumerable.Range(0, 20));
        server.Asked.Order().ShouldBe(Enumerable.Range(0, 20));
        server.Peak.ShouldBe(4);
    }

    [Fact]
    public async Task Batch_goes_on_when_every_function_is_run_by_a_worker_that_has_just_come_up()
    {
        using var server = new GateServer();
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HasFreshWorkers = true });

        var run = await app.EndAsync(await NumberFlow.SubmitAsync(app, server.Url, items: 6, maxConcurrency: 3));

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        server.Asked.Order().ShouldBe(Enumerable.Range(0, 6));
    }

    [Fact]
    public async Task Failed_items_fail_the_run_and_a_rerun_walks_them_alone()
    {
        var isBroken = true;
        using var server = new GateServer { Fails = number => isBroken && number % 3 == 1 };
        await using var app = await FunctionsApp.StartAsync();
        var runId = await NumberFlow.SubmitAsync(app, server.Url, items: 7, maxConcurrency: 3);

        var run = await app.EndAsync(runId);

        run.GetProperty("status").GetString().ShouldBe("failed", run.ToString());
        run.GetProperty("items").GetProperty("failed").GetInt32().ShouldBe(2);
        (await app.GetAsync($"api/runs/{runId}/items?status=failed")).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("itemIndex").GetInt32()).ShouldBe([1, 4]);

        isBroken = false;
        server.Asked.Clear();
        (await app.PostAsync($"api/runs/{runId}/rerun")).With(HttpStatusCode.Accepted);
        var again = await app.EndAsync(runId);

        again.GetProperty("status").GetString().ShouldBe("success", again.ToString());
        server.Asked.Order().ShouldBe([1, 4]);
    }

    [Fact]
    public async Task Cancelled_batch_starts_no_item_any_more()
    {
        var cancelled = new TaskCompletionSource();
        using var server = new GateServer { Full = () => cancelled.Task };
        await using var app = await FunctionsApp.StartAsync();
        server.Hold(until: 2, total: 50);
        var runId = await NumberFlow.SubmitAsync(app, server.Url, items: 50, maxConcurrency: 2);
        await server.WhenAskedAsync(2);

        var cancelling = app.PostAsync($"api/runs/{runId}/cancel");
        await app.UntilAsync(runId, run => run.GetProperty("items").GetProperty("cancelled").GetInt32() > 0 || run.GetProperty("status").GetString() == "cancelled");
        cancelled.SetResult();
        (await cancelling).With(HttpStatusCode.Accepted);
        var run = await app.EndAsync(runId);

        run.GetProperty("status").GetString().ShouldBe("cancelled", run.ToString());
        server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Status_of_a_batch_is_published_within_the_limit_of_custom_statuses()
    {
        using var server = new GateServer();
        await using var app = await FunctionsApp.StartAsync();
        var runId = await NumberFlow.SubmitAsync(app, server.Url, items: 30, maxConcurrency: 5);
        await app.EndAsync(runId);

        var batch = (await app.TaskClient.GetInstanceAsync(runId, getInputsAndOutputs: true)).ShouldNotBeNull();

        batch.Name.ShouldBe("Batch");
        batch.SerializedCustomStatus.ShouldNotBeNull().Length.ShouldBeLessThan(1000);
        batch.SerializedCustomStatus.ShouldContain("\"success\":30");
    }
}
