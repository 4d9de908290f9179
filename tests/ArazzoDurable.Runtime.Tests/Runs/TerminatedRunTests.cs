using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Runs.Control;

namespace ArazzoDurable.Runtime.Tests.Runs;

/// <summary>Runs whose instance somebody ends or holds through the built-in endpoint of Durable Functions.</summary>
public sealed class TerminatedRunTests
{
    const string Fine = "operations: {a: POST /a, b: POST /b}\nsteps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}]";

    [Theory]
    [InlineData("enough", "The instance of the run was terminated from outside: enough")]
    [InlineData(null, "The instance of the run was terminated from outside, and nobody said why.")]
    public async Task Run_of_one_item_has_failed_with_the_reason(string? reason, string message)
    {
        await using var bench = await OpenAsync();
        var runId = await bench.SubmitAsync();

        await OrderAsync(bench, runId, InstanceCommand.Terminate, reason);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
        var error = (await bench.Runs.GetAsync(runId, true, false, CancellationToken.None))!.Results!.Value[0].Result.Error.ShouldNotBeNull();
        (error.Code, error.Message).ShouldBe((ItemErrorCodes.Terminated, message));
        (await bench.EventsAsync(runId))[^1].ShouldBe("run.completed");
    }

    [Fact]
    public async Task Run_that_was_held_before_it_was_terminated_is_not_told_to_have_ended_for_that()
    {
        await using var bench = await OpenAsync();
        var runId = await bench.SubmitAsync();
        await OrderAsync(bench, runId, InstanceCommand.Suspend, "maintenance");

        await OrderAsync(bench, runId, InstanceCommand.Terminate, null);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
        (await bench.Runs.GetAsync(runId, true, false, CancellationToken.None))!.Results!.Value[0].Result.Error!.Message
            .ShouldBe("The instance of the run was terminated from outside, and nobody said why.");
    }

    [Fact]
    public async Task Run_that_is_seen_to_has_failed_before_anybody_asks_for_it()
    {
        await using var bench = await OpenAsync();
        var runId = await bench.SubmitAsync();
        await OrderAsync(bench, runId, InstanceCommand.Terminate, "enough");

        await bench.Runs.SeeToAsync(runId, CancellationToken.None);

        (await bench.Services.Records.GetAsync(runId, CancellationToken.None)).IsEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_that_was_terminated_before_a_crash_has_failed_when_the_host_is_back()
    {
        await using var bench = await OpenAsync();
        var runId = await bench.SubmitAsync();
        await OrderAsync(bench, runId, InstanceCommand.Terminate, "enough");

        await bench.RestartAsync();

        (await bench.Services.Records.GetAsync(runId, CancellationToken.None)).IsEnded.ShouldBeTrue();
        (await bench.EndAsync(runId)).ShouldBe(RunState.Failed);
    }

    [Fact]
    public async Task Run_that_is_terminated_at_the_very_moment_of_its_end_ends_as_its_result_says()
    {
        await using var bench = await OpenAsync();
        var runId = await bench.SubmitAsync();
        // The walk has come as far as its result when the instance goes.
        var success = new RunResult(0, ItemOutcome.Success, new ItemResult(ItemOutcome.Success, JsonElement.Parse("{}"), null), DateTimeOffset.UnixEpoch);
        await bench.Services.Values.WriteAsync(
            RunKeys.Result(runId, 0), JsonSerializer.SerializeToElement(new KeptResult(0, success), RuntimeJson.Default.KeptResult), CancellationToken.None);

        await OrderAsync(bench, runId, InstanceCommand.Terminate, "enough");

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        (await bench.Runs.GetAsync(runId, true, false, CancellationToken.None))!.Results!.Value[0].Result.Outcome.ShouldBe(ItemOutcome.Success);
    }

    [Fact]
    public async Task Terminated_run_is_walked_again_by_a_rerun()
    {
        await using var bench = await OpenAsync();
        var runId = await bench.SubmitAsync();
        await OrderAsync(bench, runId, InstanceCommand.Terminate, "enough");
        await bench.EndAsync(runId);
        bench.BeforeStep = (_, _) => Task.CompletedTask;

        await bench.AcceptedAsync(runId, RunCommand.Rerun);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        bench.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Batch_that_is_terminated_is_started_again_because_its_lanes_go_on()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await ControlBench.OpenAsync(Fine);
        bench.BeforeStep = (_, cancelled) => gate.Task.WaitAsync(cancelled);
        var runId = await bench.SubmitItemsAsync(3, 2);
        await OrderAsync(bench, runId, InstanceCommand.Terminate, "enough");
        await bench.Runs.SeeToAsync(runId, CancellationToken.None);
        (await bench.Host.Instances.GetAsync(runId, CancellationToken.None))!.Status.ShouldBe(InstanceStatus.Terminated);
        gate.SetResult();

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        bench.Server.Requests.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Suspended_instance_is_not_taken_for_a_broken_one(bool restarted)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = await ControlBench.OpenAsync(Fine);
        bench.BeforeStep = (_, cancelled) => gate.Task.WaitAsync(cancelled);
        var runId = await bench.SubmitAsync();
        await OrderAsync(bench, runId, InstanceCommand.Suspend, "wait");
        if (restarted)
            await bench.RestartAsync();
        gate.SetResult();

        (await bench.Runs.GetAsync(runId, false, false, CancellationToken.None))!.Status.ShouldBe(RunState.Running);
        (await bench.Runs.RecoverAsync(null, CancellationToken.None)).Length.ShouldBe(1);
        (await bench.Host.Instances.GetAsync(runId, CancellationToken.None))!.Status.ShouldBe(InstanceStatus.Suspended);
        await OrderAsync(bench, runId, InstanceCommand.Resume, null);

        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        bench.Server.Requests.Count.ShouldBe(2);
    }

    /// <summary>A bench whose walks never come to their first step.</summary>
    static async Task<ControlBench> OpenAsync()
    {
        var bench = await ControlBench.OpenAsync(Fine);
        bench.BeforeStep = (_, cancelled) => Task.Delay(Timeout.Infinite, cancelled);
        return bench;
    }

    static async Task OrderAsync(ControlBench bench, string runId, InstanceCommand command, string? reason) =>
        (await bench.Host.Administration.CommandAsync(runId, command, reason, CancellationToken.None)).ShouldBeTrue();
}
