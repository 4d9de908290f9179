using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Tests.Runs.Control;
using ArazzoDurable.Runtime.Tests.Walk;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs;

/// <summary>Runs of several items of which something breaks in the runner, and not in the APIs that they call.</summary>
public sealed class BrokenBatchTests
{
    const string Fine = "operations: {a: POST /a, b: POST /b}\nsteps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}]";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Batch_whose_instance_broke_is_started_again_by_whoever_reads_or_waits(bool waits)
    {
        await using var bench = await ControlBench.OpenAsync(Fine);
        var broken = 0;
        bench.Beginning = input =>
        {
            if (input is BatchInput && Interlocked.Exchange(ref broken, 1) == 0)
                throw new InvalidOperationException("The batch breaks.");
        };
        var runId = await bench.SubmitItemsAsync(3, 2);
        await bench.Host.Instances.WaitForCompletionAsync(runId, CancellationToken.None).WaitAsync(ControlBench.Patience);

        if (!waits)
            (await bench.Runs.GetAsync(runId, false, false, CancellationToken.None))!.Status.ShouldBe(RunState.Pending);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        bench.Server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Item_whose_instance_broke_has_failed_and_is_walked_from_the_beginning_by_a_rerun()
    {
        await using var bench = await ControlBench.OpenAsync(Fine);
        bench.Beginning = input =>
        {
            if (input is WorkflowInput { Walker: { Item: 1, Generation: 0 } })
                throw new InvalidOperationException("The item breaks.");
        };
        var runId = await bench.SubmitItemsAsync(3, 2);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
        var failed = (await bench.Runs.GetAsync(runId, true, false, CancellationToken.None))!;
        await bench.AcceptedAsync(runId, RunCommand.Rerun);

        failed.Items.ShouldBe(new ItemCounts(3, 0, 0, 2, 1, 0));
        failed.Results!.Value[1].Result.Error!.Code.ShouldBe(ItemErrorCodes.InternalError);
        failed.Results!.Value[1].Result.Error!.Message.ShouldNotContain("breaks", Case.Sensitive);
        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        bench.Server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Items_whose_flow_is_gone_fail_one_by_one_and_keep_no_lane_from_the_others()
    {
        await using var bench = await ControlBench.OpenAsync(Fine);
        bench.BeforeClaim = (_, cancelled) => Task.Delay(Timeout.Infinite, cancelled);
        var runId = await bench.SubmitItemsAsync(5, 2);
        await bench.Host.RunStore.DeleteAsync("flows/", 9, CancellationToken.None);
        await bench.StopAsync();
        bench.BeforeClaim = (_, _) => Task.CompletedTask;
        await bench.RestartAsync();

        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);

        var status = (await bench.Runs.GetAsync(runId, true, false, CancellationToken.None))!;
        status.Items.ShouldBe(new ItemCounts(5, 0, 0, 0, 5, 0));
        status.Results!.Value.ShouldAllBe(result => result.Result.Error!.Code == ItemErrorCodes.InternalError);
        bench.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_that_a_store_gave_way_to_fails_and_keeps_its_item_for_the_lane_in_its_place()
    {
        await using var bench = await HeldAsync();
        var runId = await bench.SubmitItemsAsync(3, 1);
        var broken = new ClaimActivity(
            bench.Services with { Plans = new FlowPlans(new StoredFlows(new MemoryRunStore { IsOutOfReach = _ => true })) }, bench.Host.Instances);
        var call = new LaneCall(runId, 0, 0, 1);

        await Should.ThrowAsync<StoreFailedException>(() => broken.RunAsync(call, CancellationToken.None));

        (await bench.Runs.GetAsync(runId, false, false, CancellationToken.None))!.Items.ShouldBe(new ItemCounts(3, 2, 1, 0, 0, 0));
        (await new ClaimActivity(bench.Services, bench.Host.Instances).RunAsync(call, CancellationToken.None)).ShouldBeOfType<LaneTurn.Walk>().Item.ShouldBe(0);
    }

    [Fact]
    public async Task Lane_and_step_whose_store_gave_way_go_on_and_nothing_is_lost()
    {
        await using var bench = await ControlBench.OpenAsync(Fine);
        var (claims, steps) = (0, 0);
        bench.BeforeClaim = (call, _) => call.Sequence == 2 && Interlocked.Increment(ref claims) == 1
            ? throw new StoreFailedException("The store is out of reach.") : Task.CompletedTask;
        bench.BeforeStep = (_, _) => Interlocked.Increment(ref steps) == 1
            ? throw StepFaultedException.Of(new StoreFailedException("The store is out of reach.")) : Task.CompletedTask;

        var runId = await bench.SubmitItemsAsync(3, 1);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        bench.Server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Lane_in_the_place_of_one_that_was_terminated_waits_until_the_item_of_the_other_has_ended()
    {
        await using var bench = await ControlBench.OpenAsync(Fine);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.BeforeStep = (_, cancelled) =>
        {
            begun.TrySetResult();
            return gate.Task.WaitAsync(cancelled);
        };
        var runId = await bench.SubmitItemsAsync(2, 1);
        await begun.Task.WaitAsync(ControlBench.Patience);
        // Nobody looks, so that no lane but that of the test takes anything.
        foreach (var instance in new[] { runId, RunKeys.Lane(runId, 0) })
            await bench.Host.Administration.CommandAsync(instance, InstanceCommand.Terminate, "enough", CancellationToken.None);
        var claim = new ClaimActivity(bench.Services, bench.Host.Instances);
        var call = new LaneCall(runId, 0, 0, 1);

        var held = await claim.RunAsync(call, CancellationToken.None);
        gate.SetResult();
        await bench.Host.Instances.WaitForCompletionAsync(RunKeys.Item(runId, 0, 0), CancellationToken.None).WaitAsync(ControlBench.Patience);

        held.ShouldBe(new LaneTurn.Hold(0, 1));
        (await claim.RunAsync(call, CancellationToken.None)).ShouldBe(new LaneTurn.Broken(new ItemReport(0, ItemOutcome.Success)));
    }

    static async Task<ControlBench> HeldAsync()
    {
        var bench = await ControlBench.OpenAsync(Fine);
        bench.BeforeClaim = (_, cancelled) => Task.Delay(Timeout.Infinite, cancelled);
        return bench;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Flow_of_a_long_title_version_and_step_id_runs_and_its_status_has_their_beginnings(int items)
    {
        // Each of these characters takes six bytes in JSON.
        var (title, step) = (new string('ö', 16_000), string.Concat(Enumerable.Repeat("😀", 1_000)));
        await using var bench = await ControlBench.OpenAsync(
            $"document: {{info: {{title: {title}, version: {title}}}}}\noperations: {{a: GET /a}}\nsteps: [{{stepId: {step}, operationId: a}}]");

        var runId = await bench.SubmitItemsAsync(items, 2);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        var status = (await bench.Runs.GetAsync(runId, false, false, CancellationToken.None))!;
        status.FlowName.ShouldBe(title[..RunStatus.NameLength] + "…");
        status.FlowLabel.ShouldBe(title[..RunStatus.LabelLength] + "…");
    }
}
