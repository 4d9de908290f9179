using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>The hub of these tests has the limits of the Durable Task extension; without them the other tests would say less.</summary>
public sealed class HubLimitTests
{
    [Theory]
    [InlineData("")]
    [InlineData("@one")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    public async Task Id_that_the_extension_takes_for_none_is_refused(string id)
    {
        await using var hub = await HubBench.OpenAsync();

        await Should.ThrowAsync<ArgumentException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "in", new StartOrchestrationOptions(id)));
    }

    [Theory]
    [InlineData(false, "second")]
    [InlineData(true, "first")]
    public async Task Start_takes_the_place_of_one_that_has_ended_whatever_is_said_to_be_in_its_way(bool honoursDedupe, string expected)
    {
        await using var hub = await HubBench.OpenAsync(honoursDedupe: honoursDedupe);
        await hub.ScheduleAsync("Echo", "one", "first");
        await hub.EndAsync("one");

        var start = () => hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "\"second\"", new StartOrchestrationOptions("one") { DedupeStatuses = ["Completed"] });
        if (honoursDedupe)
            await Should.ThrowAsync<InvalidOperationException>(start);
        else
            await start();

        (await hub.TextAsync("one")).ShouldBe(expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_without_a_word_takes_the_place_of_one_that_has_ended(bool honoursDedupe)
    {
        await using var hub = await HubBench.OpenAsync(honoursDedupe: honoursDedupe);
        await hub.ScheduleAsync("Echo", "one", "first");
        await hub.EndAsync("one");

        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "\"second\"", new StartOrchestrationOptions("one"));

        (await hub.TextAsync("one")).ShouldBe("second");
    }

    [Fact]
    public async Task One_that_runs_is_not_replaced()
    {
        await using var hub = await HubBench.OpenAsync();
        await hub.ScheduleAsync("Wait", "one");

        await Should.ThrowAsync<InvalidOperationException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "in", new StartOrchestrationOptions("one")));

        (await hub.Client.GetInstanceAsync("one"))!.Name.ShouldBe("Wait");
    }

    [Fact]
    public async Task One_that_runs_is_purged_as_well_and_its_child_is_not()
    {
        await using var hub = await HubBench.OpenAsync(async context => await context.CallSubOrchestratorAsync<string>("Wait", "in", new SubOrchestrationOptions(instanceId: "child")));
        await hub.ScheduleAsync("Other", "one");
        await hub.UntilAsync("child", found => found is not null);

        (await hub.Client.PurgeInstanceAsync("one")).PurgedInstanceCount.ShouldBe(1);

        (await hub.Client.GetInstanceAsync("one")).ShouldBeNull();
        (await hub.Client.GetInstanceAsync("child"))!.RuntimeStatus.ShouldBeOneOf(OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running);
        (await hub.Client.PurgeInstanceAsync("unknown")).PurgedInstanceCount.ShouldBe(0);
    }

    [Fact]
    public async Task Failure_is_an_output_of_plain_text_without_details()
    {
        await using var hub = await HubBench.OpenAsync();
        await hub.ScheduleAsync("Break", "one");
        await hub.EndAsync("one");

        var failed = (await hub.Client.GetInstanceAsync("one", getInputsAndOutputs: true))!;

        (failed.RuntimeStatus, failed.FailureDetails, failed.SerializedOutput).ShouldBe((OrchestrationRuntimeStatus.Failed, null, "System.InvalidOperationException: It broke."));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timer_of_a_second_fires_before_it_is_due_where_delays_are_whole_seconds(bool fireEarly)
    {
        await using var hub = await HubBench.OpenAsync(
            async context =>
            {
                var due = context.CurrentUtcDateTime.AddSeconds(1);
                await context.CreateTimer(due, default);
                return context.CurrentUtcDateTime < due ? "early" : "due";
            },
            timersFireEarly: fireEarly);
        await hub.ScheduleAsync("Other", "one");

        (await hub.EndAsync("one"))!.Output!.Value.GetString().ShouldBe(fireEarly ? "early" : "due");
    }

    [Fact]
    public async Task Event_for_one_that_is_not_there_is_an_exception()
    {
        await using var hub = await HubBench.OpenAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync("unknown", "go", "now"));
    }

    [Fact]
    public async Task Payloads_are_told_only_to_whoever_asks_for_them()
    {
        await using var hub = await HubBench.OpenAsync(context =>
        {
            context.SetCustomStatus("status");
            return Task.FromResult<object?>("out");
        });
        await hub.ScheduleAsync("Other", "one");
        await hub.EndAsync("one");

        var bare = (await hub.Client.GetInstanceAsync("one"))!;
        var whole = (await hub.Client.GetInstanceAsync("one", getInputsAndOutputs: true))!;

        (bare.SerializedInput, bare.SerializedCustomStatus, bare.SerializedOutput).ShouldBe((null, null, null));
        (JsonSerializer.Deserialize<string>(whole.SerializedInput!), whole.SerializedCustomStatus, whole.SerializedOutput).ShouldBe(("\"in\"", "\"status\"", "\"out\""));
    }

    [Fact]
    public async Task Read_of_more_than_a_message_takes_is_refused()
    {
        await using var hub = await HubBench.OpenAsync();
        await hub.ScheduleAsync("Echo", "one", new string('x', 3 * 1024 * 1024));
        await hub.UntilAsync("one", found => found is { RuntimeStatus: OrchestrationRuntimeStatus.Completed });

        await Should.ThrowAsync<InvalidOperationException>(() => hub.Instances.GetAsync("one", default));
    }

    [Fact]
    public async Task Custom_status_that_is_too_long_fails_the_instance()
    {
        await using var hub = await HubBench.OpenAsync(context =>
        {
            context.SetCustomStatus(new string('x', 8192));
            return Task.FromResult<object?>(null);
        });
        await hub.ScheduleAsync("Other", "one");

        (await hub.EndAsync("one"))!.Output!.Value.GetString()!.ShouldContain("8194");
        hub.Hub.Breaches.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Second_waiter_for_an_event_fails_the_instance()
    {
        await using var hub = await HubBench.OpenAsync(async context =>
        {
            var first = context.WaitForExternalEvent<string>("go");
            return await Task.WhenAny(first, context.WaitForExternalEvent<string>("GO")).Unwrap();
        });
        await hub.ScheduleAsync("Other", "one");

        (await hub.EndAsync("one"))!.Output!.Value.GetString().ShouldBe("System.InvalidOperationException: 'one' waits for the event 'GO' twice at a time.");
        hub.Hub.Breaches.ShouldHaveSingleItem();
    }
}
