using System.Collections.Concurrent;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Batches;

public sealed class BatchRunTests
{
    const int Items = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Items_at_work_reach_the_limit_and_never_exceed_it(int maxConcurrency)
    {
        var (looks, rows) = (new ConcurrentQueue<ItemCounts>(), new ConcurrentQueue<long>());
        BatchHost? batch = null;
        var runId = "";
        using var server = new GateServer { Full = LookAsync };
        server.Hold(maxConcurrency, Items);
        await using (batch = await BatchHost.OpenAsync(server.Url))
        {
            runId = (await batch.SubmitAsync(Items, maxConcurrency)).RunId;
            var ended = await batch.EndAsync(runId);

            server.Peak.ShouldBe(maxConcurrency);
            ended.Status.ShouldBe(RunState.Success);
            ended.Items.ShouldBe(new ItemCounts(Items, 0, 0, Items, 0, 0));
            ended.Results!.Value.Select(result => result.ItemIndex).ShouldBe(Enumerable.Range(0, Items));
            ended.Results!.Value.Select(result => result.Result.Value!.Value.GetProperty("number").GetInt32()).ShouldBe(Enumerable.Range(0, Items));
            server.Asked.Order().ShouldBe(Enumerable.Range(0, Items));
            looks.ShouldAllBe(look => look.Pending + look.Running + look.Success == Items && look.Running <= maxConcurrency);
            rows.Max().ShouldBeLessThan(120);
            (await batch.Host.CountHistoryAsync(runId, default)).ShouldBe(0);
        }

        async Task LookAsync()
        {
            if (runId.Length == 0)
                return;
            looks.Enqueue((await batch!.Runs.GetAsync(runId, false, false, default))!.Items);
            foreach (var id in (string[])[runId, RunKeys.Lane(runId, 0), .. await batch.Host.Instances.ListUnfinishedAsync($"i:{runId}:", null, 8, default)])
                rows.Enqueue(await batch.Host.CountHistoryAsync(id, default));
        }
    }

    [Fact]
    public async Task Run_of_no_item_has_succeeded_at_once()
    {
        using var server = new GateServer();
        await using var batch = await BatchHost.OpenAsync(server.Url);

        var status = await batch.SubmitAsync(0, 10);
        var instance = await batch.Host.Instances.WaitForCompletionAsync(status.RunId, default);

        status.Status.ShouldBe(RunState.Success);
        status.CompletedAt.ShouldBe(status.CreatedAt);
        (await batch.EndAsync(status.RunId)).Results!.Value.ShouldBeEmpty();
        instance!.Output!.Value.GetProperty("status").GetString().ShouldBe("success");
        instance.CustomStatus!.Value.GetProperty("items").GetProperty("total").GetInt32().ShouldBe(0);
        (await batch.EventsAsync(status.RunId)).Select(happened => happened.Key).ShouldBe(["run.created", "run.completed:0"]);
    }

    [Fact]
    public async Task Failure_of_an_item_fails_the_run_and_none_of_its_siblings()
    {
        using var server = new GateServer { Fails = number => number % 3 == 0 };
        await using var batch = await BatchHost.OpenAsync(server.Url);

        var ended = await batch.EndAsync((await batch.SubmitAsync(31, 4)).RunId);

        ended.Status.ShouldBe(RunState.Failed);
        ended.Items.ShouldBe(new ItemCounts(31, 0, 0, 20, 11, 0));
        ended.Results!.Value.Length.ShouldBe(31);
        foreach (var result in ended.Results!.Value)
        {
            result.Status.ShouldBe(result.ItemIndex % 3 == 0 ? ItemOutcome.Failed : ItemOutcome.Success);
            result.Result.Error?.Code.ShouldBe(ItemErrorCodes.StepFailed);
        }
    }

    [Fact]
    public async Task Events_tell_each_item_begin_and_end_and_the_end_of_the_run_last()
    {
        using var server = new GateServer { Fails = number => number == 5 };
        await using var batch = await BatchHost.OpenAsync(server.Url);

        var ended = await batch.EndAsync((await batch.SubmitAsync(40, 9)).RunId);
        await batch.Host.Instances.WaitForCompletionAsync(ended.RunId, default);
        var events = await batch.EventsAsync(ended.RunId);

        events[0].ShouldBeOfType<RunEvent.RunCreated>().Run.Status.ShouldBe(RunState.Pending);
        events[^1].ShouldBeOfType<RunEvent.RunCompleted>().Run.ShouldBe(ended with { Results = null });
        for (var item = 0; item < 40; item++)
        {
            var (began, finished) = (events.IndexOf(events.OfType<RunEvent.ItemStarted>().Single(each => each.ItemIndex == item)),
                events.OfType<RunEvent.ItemCompleted>().Single(each => each.ItemIndex == item));
            began.ShouldBeLessThan(events.IndexOf(finished));
            finished.Status.ShouldBe(item == 5 ? ItemOutcome.Failed : ItemOutcome.Success);
            finished.Error?.Code.ShouldBe(ItemErrorCodes.StepFailed);
        }
    }

    [Fact]
    public async Task Lane_keeps_neither_inputs_nor_outputs_of_the_items_that_it_walked()
    {
        using var server = new GateServer();
        await using var batch = await BatchHost.OpenAsync(server.Url);

        var ended = await batch.EndAsync((await batch.SubmitAsync(3, 1)).RunId);

        var item = await batch.Host.Instances.GetAsync(RunKeys.Item(ended.RunId, 2, 0), default);
        item!.Output!.Value.GetRawText().ShouldBe("\"success\"");
        (await batch.Host.Instances.WaitForCompletionAsync(RunKeys.Lane(ended.RunId, 0), default))!.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public async Task Lane_whose_instance_broke_is_started_again_and_walks_the_item_that_it_held()
    {
        var broken = 0;
        using var server = new GateServer();
        await using var batch = await BatchHost.OpenAsync(server.Url, claiming: call =>
        {
            // The report of the third item of the only lane is lost.
            if (call.Sequence == 4 && Interlocked.Exchange(ref broken, 1) == 0)
                throw new InvalidOperationException("The lane breaks.");
        });

        var runId = (await batch.SubmitAsync(6, 1)).RunId;
        (await batch.Host.Instances.WaitForCompletionAsync(RunKeys.Lane(runId, 0), default))?.Status.ShouldBe(InstanceStatus.Failed);
        await batch.Host.Instances.RaiseEventAsync(runId, WorkflowOrchestration.ControlEvent, 0, default);
        var ended = await batch.EndAsync(runId);

        ended.Items.ShouldBe(new ItemCounts(6, 0, 0, 6, 0, 0));
        server.Asked.ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Batch_goes_on_where_it_was_when_its_host_died()
    {
        using var server = new GateServer();
        var dying = await BatchHost.OpenAsync(server.Url);
        var runId = (await dying.SubmitAsync(100, 8)).RunId;
        await server.WhenAskedAsync(40);
        await dying.DieAsync();

        await using var batch = await BatchHost.OpenAsync(server.Url, dying.Folder);
        await batch.RecoverAsync(runId);
        var ended = await batch.EndAsync(runId);

        ended.Items.ShouldBe(new ItemCounts(100, 0, 0, 100, 0, 0));
        ended.Results!.Value.Select(result => result.Result.Value!.Value.GetProperty("number").GetInt32()).ShouldBe(Enumerable.Range(0, 100));
        // A call in flight when the host died is made again, and no other.
        server.Asked.Count.ShouldBeInRange(100, 108);
        (await batch.EventsAsync(runId)).OfType<RunEvent.ItemCompleted>().Select(each => each.ItemIndex).Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Held_run_takes_no_item_until_it_is_resumed()
    {
        BatchHost? batch = null;
        RunStatus? status = null;
        var held = 0;
        using var server = new GateServer { Full = HoldAsync };
        server.Hold(4, 20);
        await using (batch = await BatchHost.OpenAsync(server.Url))
        {
            status = await batch.SubmitAsync(20, 4);
            await batch.ItemsEndedAsync(status.RunId, 4);

            (await batch.Runs.GetAsync(status.RunId, false, false, default))!.Status.ShouldBe(RunState.Suspended);
            server.Asked.Count.ShouldBe(4);
            await batch.Walk.Records.ChangeAsync(status.RunId, record => record.Resume(), default);
            foreach (var lane in await batch.Host.Instances.ListUnfinishedAsync(RunKeys.LanePrefix(status.RunId), null, 9, default))
                await batch.Host.Instances.RaiseEventAsync(lane, WorkflowOrchestration.ControlEvent, 2, default);

            (await batch.EndAsync(status.RunId)).Items.ShouldBe(new ItemCounts(20, 0, 0, 20, 0, 0));
        }

        async Task HoldAsync()
        {
            if (Interlocked.Exchange(ref held, 1) == 0)
                await batch!.Walk.Records.ChangeAsync(await batch.OnlyRunAsync(), record => record.Suspend(), default);
        }
    }

    [Fact]
    public async Task Items_that_were_cancelled_before_they_began_have_results_too()
    {
        BatchHost? batch = null;
        using var server = new GateServer { Full = CancelAsync };
        server.Hold(4, 4);
        await using (batch = await BatchHost.OpenAsync(server.Url))
        {
            var ended = await batch.EndAsync((await batch.SubmitAsync(20, 4)).RunId);

            ended.Status.ShouldBe(RunState.Cancelled);
            ended.Items.Cancelled.ShouldBeGreaterThanOrEqualTo(16);
            ended.Results!.Value.Length.ShouldBe(20);
            var cancelledAt = (await batch.Walk.Records.GetAsync(ended.RunId, default)).CancelledAt;
            ended.Results!.Value.Skip(4).ShouldAllBe(result =>
                result.Status == ItemOutcome.Cancelled && result.Result.Error!.Code == ItemErrorCodes.Cancelled && result.CompletedAt == cancelledAt);
            (await batch.Runs.ResultAsync(ended.RunId, 19, reveal: false, default))!.Result.Error!.Message.ShouldBe("The run was cancelled before this item began.");
            (await batch.Runs.ResultAsync(ended.RunId, 20, reveal: false, default)).ShouldBeNull();
        }

        async Task CancelAsync() =>
            await batch!.Walk.Records.ChangeAsync(await batch.OnlyRunAsync(), record => record.Cancel(TimeProvider.System.GetUtcNow()), default);
    }

    [Fact]
    public async Task Batch_whose_instance_was_never_scheduled_is_started_by_recovery()
    {
        using var server = new GateServer();
        await using var batch = await BatchHost.OpenAsync(server.Url);
        var runId = (await batch.SubmitAsync(0, 5)).RunId;
        var record = await batch.Walk.Records.GetAsync(runId, default);
        var left = record with
        {
            RunId = RunId.Create(record.CreatedAt, new byte[10]).ToString(),
            Status = RunState.Pending,
            CompletedAt = null,
            Items = new ItemCounts(3, 3, 0, 0, 0, 0),
            Lanes = RunTransitions.LanesFor(3, 2),
        };
        for (var item = 0; item < 3; item++)
            await batch.Walk.Values.WriteAsync(RunKeys.Inputs(left.RunId, item), JsonElement.Parse($$"""{"number": {{item}}}"""), default);
        await batch.Walk.Records.TryCreateAsync(left, default);

        await batch.RecoverAsync(left.RunId);

        (await batch.EndAsync(left.RunId)).Items.ShouldBe(new ItemCounts(3, 0, 0, 3, 0, 0));
    }
}
