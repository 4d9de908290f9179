using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>What the extension tells of instances, also of those that somebody ended or held from outside.</summary>
public sealed class InstanceStateTests
{
    [Theory]
    [InlineData("Pending", InstanceStatus.Pending)]
    [InlineData("Running", InstanceStatus.Running)]
    [InlineData("ContinuedAsNew", InstanceStatus.Running)]
    [InlineData("Suspended", InstanceStatus.Suspended)]
    [InlineData("Completed", InstanceStatus.Completed)]
    [InlineData("Failed", InstanceStatus.Failed)]
    [InlineData("Terminated", InstanceStatus.Terminated)]
    [InlineData("Canceled", InstanceStatus.Terminated)]
    public async Task Status_is_read(string told, InstanceStatus expected) =>
        (await InstancesOf(Told(Enum.Parse<OrchestrationRuntimeStatus>(told))).GetAsync("one", default))!.Status.ShouldBe(expected);

    [Theory]
    [InlineData("Stopped by the operator.", "\"Stopped by the operator.\"")]
    [InlineData("\"as JSON\"", "\"as JSON\"")]
    [InlineData("", "\"\"")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("null", "null")]
    public async Task Output_of_one_that_was_terminated_is_json_or_plain_text(string output, string expected)
    {
        var state = await InstancesOf(new OrchestrationMetadata("Workflow", "one") { RuntimeStatus = OrchestrationRuntimeStatus.Terminated, SerializedOutput = output }).GetAsync("one", default);

        state!.Output!.Value.GetRawText().ShouldBe(expected);
    }

    [Fact]
    public async Task Failure_is_told_by_its_message()
    {
        var state = await InstancesOf(new OrchestrationMetadata("Workflow", "one")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Failed,
            FailureDetails = new TaskFailureDetails("System.IO.IOException", "The \"disk\" is full.", "at there", null, null),
        }).GetAsync("one", default);

        state!.Output!.Value.GetString().ShouldBe("The \"disk\" is full.");
    }

    [Fact]
    public async Task Deep_input_is_read()
    {
        var deep = new string('[', 120) + new string(']', 120);

        var state = await InstancesOf(new OrchestrationMetadata("Workflow", "one") { SerializedInput = deep }).GetAsync("one", default);

        state!.Input!.Value.GetRawText().ShouldBe(deep);
    }

    [Fact]
    public async Task Wait_ends_with_the_one_that_was_terminated()
    {
        var state = await InstancesOf(Told(OrchestrationRuntimeStatus.Pending), Told(OrchestrationRuntimeStatus.Running), Told(OrchestrationRuntimeStatus.Terminated))
            .WaitForCompletionAsync("one", default);

        state!.Status.ShouldBe(InstanceStatus.Terminated);
    }

    [Fact]
    public async Task Start_that_fails_because_another_was_faster_started_nothing() =>
        (await InstancesOf(null, Told(OrchestrationRuntimeStatus.Running)).ScheduleAsync("Workflow", "one", 1, default)).ShouldBeFalse();

    [Fact]
    public async Task Start_that_fails_for_another_reason_fails() =>
        await Should.ThrowAsync<TimeoutException>(() => InstancesOf([null]).ScheduleAsync("Workflow", "one", 1, default));

    [Fact]
    public async Task Restart_that_fails_while_the_old_one_is_still_there_fails() =>
        await Should.ThrowAsync<TimeoutException>(() => InstancesOf(Told(OrchestrationRuntimeStatus.Failed)).RestartAsync("Workflow", "one", 1, default));

    [Fact]
    public async Task Restart_that_fails_because_another_was_faster_started_nothing() =>
        (await InstancesOf(Told(OrchestrationRuntimeStatus.Failed), Told(OrchestrationRuntimeStatus.Pending)).RestartAsync("Workflow", "one", 1, default)).ShouldBeFalse();

    [Fact]
    public async Task Event_for_one_that_ended_meanwhile_reaches_nobody() =>
        (await InstancesOf(Told(OrchestrationRuntimeStatus.Running), Told(OrchestrationRuntimeStatus.Terminated)).RaiseEventAsync("one", "go", 1, default)).ShouldBeFalse();

    [Fact]
    public async Task Event_that_cannot_be_raised_to_one_that_runs_fails() =>
        await Should.ThrowAsync<TimeoutException>(() => InstancesOf(Told(OrchestrationRuntimeStatus.Running)).RaiseEventAsync("one", "go", 1, default));

    static OrchestrationMetadata Told(OrchestrationRuntimeStatus status) => new("Workflow", "one") { RuntimeStatus = status };

    static DurableInstances InstancesOf(params OrchestrationMetadata?[] told)
    {
        var bound = new BoundClient();
        bound.Use(new ScriptedClient(told));
        return new DurableInstances(bound, TimeProvider.System);
    }
}
