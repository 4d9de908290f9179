using System.Text.Json;
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
    [InlineData("Suspended", "Held by the operator.", "\"Held by the operator.\"")]
    [InlineData("Completed", "\"as JSON\"", "\"as JSON\"")]
    [InlineData("Completed", "", "\"\"")]
    [InlineData("Completed", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("Completed", "null", "null")]
    public async Task Output_is_json_or_plain_text(string status, string output, string expected) =>
        (await OutputAsync(status, output)).GetRawText().ShouldBe(expected);

    [Theory]
    [InlineData("Terminated", "Stopped by the operator.")]
    [InlineData("Terminated", "404")]
    [InlineData("Terminated", "null")]
    [InlineData("Terminated", "")]
    [InlineData("Canceled", "{\"a\":1}")]
    [InlineData("Failed", "\"as JSON\"")]
    public async Task Output_of_one_that_did_not_complete_is_plain_text_whatever_it_looks_like(string status, string output) =>
        (await OutputAsync(status, output)).GetString().ShouldBe(output);

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

    static async Task<JsonElement> OutputAsync(string status, string output)
    {
        var told = new OrchestrationMetadata("Workflow", "one") { RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(status), SerializedOutput = output };
        return (await InstancesOf(told).GetAsync("one", default))!.Output!.Value;
    }

    static OrchestrationMetadata Told(OrchestrationRuntimeStatus status) => new("Workflow", "one") { RuntimeStatus = status };

#pragma warning disable CS0618 // Obsolete, and told by storage providers all the same.
    [Fact]
    public async Task Instances_are_asked_for_however_a_storage_provider_tells_their_status()
    {
        var client = new ScriptedClient();
        var bound = new BoundClient();
        bound.Use(client);
        var instances = new DurableInstances(bound, TimeProvider.System);

        await instances.ListUnfinishedAsync("l:", null, 9, default);
        await instances.PurgeAsync("l:", 9, default);

        client.Queries[0].Statuses!.ShouldContain(OrchestrationRuntimeStatus.ContinuedAsNew);
        client.Queries[1].Statuses!.ShouldContain(OrchestrationRuntimeStatus.Canceled);
        client.Queries.SelectMany(query => query.Statuses!).Order().ShouldBe(Enum.GetValues<OrchestrationRuntimeStatus>().Order());
    }
#pragma warning restore CS0618

    static DurableInstances InstancesOf(params OrchestrationMetadata?[] told)
    {
        var bound = new BoundClient();
        bound.Use(new ScriptedClient(told));
        return new DurableInstances(bound, TimeProvider.System);
    }
}
