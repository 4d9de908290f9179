using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using Microsoft.DurableTask;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>The context of the engine on that of the extension.</summary>
public sealed class DurableContextTests
{
    [Fact]
    public async Task Input_is_read_as_payloads_are_and_not_as_the_extension_would()
    {
        const string RunId = "fe5e053a-00cb-8070-9fe1-efbcd4679549";
        await using var hub = await HubBench.OpenAsync(async context =>
        {
            context.GetInput<JsonElement>().ValueKind.ShouldBe(JsonValueKind.String, "the extension hands on what it does not look into");
            return await DurableContext.RunAsync<PurgeInput, string>(context, (_, input) => Task.FromResult(input.RunId));
        });
        await hub.Instances.ScheduleAsync("Other", "one", PurgeInput.First(RunId), default);

        (await hub.TextAsync("one")).ShouldBe(RunId);
    }

    [Fact]
    public async Task Start_without_an_input_is_told()
    {
        await using var hub = await HubBench.OpenAsync(async context => await DurableContext.RunAsync<PurgeInput, string>(context, (_, input) => Task.FromResult(input.RunId)));
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Other", null, new StartOrchestrationOptions("one"));

        (await hub.EndAsync("one"))!.Output!.Value.GetString().ShouldBe("System.InvalidOperationException: The instance 'one' was started without an input.");
    }

    [Theory]
    [InlineData("Act", "The disk is full.", "(unknown)", "The disk is full.")]
    [InlineData("Act", "System.IO.IOException: The disk is full.", "System.IO.IOException", "The disk is full.")]
    [InlineData(WorkflowOrchestration.StepActivityName, "System.IO.IOException", "ArazzoDurable.Runtime.Walk.StepFaultedException", "System.IO.IOException")]
    [InlineData(WorkflowOrchestration.StepActivityName, "no name, but a s3cret", "(unknown)", "no name, but a s3cret")]
    [InlineData(WorkflowOrchestration.StepActivityName, "s3cret: it is told", "(unknown)", "it is told")]
    public async Task Fault_of_an_activity_has_what_the_runtime_leaves_of_it(string activity, string thrown, string type, string message)
    {
        var fault = await FaultAsync(context => context.CallActivityAsync<string, string>(activity, "in"), thrown);

        (fault.TaskName, fault.ErrorType, fault.ErrorMessage).ShouldBe((activity, type, message));
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Event_that_somebody_else_raised_and_that_is_no_number_is_told_to_whoever_waits(string raised)
    {
        await using var hub = await HubBench.OpenAsync(async context =>
        {
            try
            {
                return (await new DurableContext(context).WaitForExternalEvent<int>("control")).ToString(CultureInfo.InvariantCulture);
            }
            catch (JsonException)
            {
                return "no number";
            }
        });
        await hub.ScheduleAsync("Other", "one");
        await hub.Client.RaiseEventAsync("one", "control", JsonElement.Parse(raised));

        (await hub.EndAsync("one"))!.Output!.Value.GetString().ShouldBe("no number");
    }

    [Fact]
    public async Task Fault_of_a_child_has_type_and_message()
    {
        var fault = await FaultAsync(context => context.CallSubOrchestratorAsync<string, string>("Break", "in", "child"));

        (fault.TaskName, fault.ErrorType, fault.ErrorMessage).ShouldBe(("Break", "System.InvalidOperationException", "It broke."));
    }

    [Fact]
    public async Task Child_gives_its_result_and_has_its_id()
    {
        await using var hub = await HubBench.OpenAsync(async context => await new DurableContext(context).CallSubOrchestratorAsync<string, string>("Echo", "text", "w:one:child"));
        await hub.ScheduleAsync("Other", "one");

        (await hub.EndAsync("one"))!.Output!.Value.GetString().ShouldBe("text");
        (await hub.Instances.GetAsync("w:one:child", default))!.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public async Task Time_ids_status_and_generations_are_those_of_the_extension()
    {
        await using var hub = await HubBench.OpenAsync(context =>
        {
            var ours = new DurableContext(context);
            (ours.InstanceId, ours.CurrentUtcDateTime.Kind, ours.IsReplaying).ShouldBe(("one", DateTimeKind.Utc, false));
            ours.NewGuid().ShouldNotBe(ours.NewGuid());
            ours.SetCustomStatus("second");
            if (Payload.Read<string>(context.GetInput<JsonElement>()) == "first")
                ours.ContinueAsNew("second");
            return Task.FromResult<object?>("done");
        });
        await hub.ScheduleAsync("Other", "one", "first");

        var ended = await hub.EndAsync("one");

        (ended!.Input!.Value.GetString(), ended.CustomStatus!.Value.GetString(), ended.Output!.Value.GetString()).ShouldBe(("second", "second", "done"));
    }

    /// <summary>The fault that an orchestration sees.</summary>
    static async Task<TaskFaultedException> FaultAsync(Func<DurableContext, Task<string>> call, string thrown = "")
    {
        TaskFaultedException? seen = null;
        await using var hub = await HubBench.OpenAsync(
            async context =>
            {
                try
                {
                    return await call(new DurableContext(context));
                }
                catch (TaskFaultedException fault)
                {
                    seen = fault;
                    return "failed";
                }
            },
            (_, _) => throw new IOException(thrown));
        await hub.ScheduleAsync("Other", "one");
        (await hub.EndAsync("one"))!.Output!.Value.GetString().ShouldBe("failed");
        return seen.ShouldNotBeNull();
    }
}
