using System.Globalization;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>What the engine asks of instances, within the limits of the Durable Task extension.</summary>
public sealed class DurableInstancesTests
{
    [Fact]
    public async Task Instance_is_scheduled_once_under_its_id()
    {
        await using var hub = await HubBench.OpenAsync();

        var starts = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() => hub.ScheduleAsync("Wait", "one", $"{number}"))));

        starts.Count(started => started).ShouldBe(1);
        (await hub.Instances.GetAsync("one", default))!.Status.ShouldBeOneOf(InstanceStatus.Pending, InstanceStatus.Running);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Instance_that_has_ended_is_not_overwritten_by_a_later_start(bool honoursDedupe)
    {
        await using var hub = await HubBench.OpenAsync(honoursDedupe: honoursDedupe);
        (await hub.ScheduleAsync("Echo", "one", "first")).ShouldBeTrue();
        await hub.EndAsync("one");

        (await hub.ScheduleAsync("Echo", "one", "second")).ShouldBeFalse();

        (await hub.TextAsync("one")).ShouldBe("first");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Instance_that_has_ended_is_restarted_in_its_place(bool honoursDedupe)
    {
        await using var hub = await HubBench.OpenAsync(honoursDedupe: honoursDedupe);
        await hub.ScheduleAsync("Echo", "one", "first");
        await hub.EndAsync("one");

        (await hub.Instances.RestartAsync("Echo", "one", "second", default)).ShouldBeTrue();

        (await hub.TextAsync("one")).ShouldBe("second");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Instance_that_runs_or_never_was_is_not_restarted(bool runs)
    {
        await using var hub = await HubBench.OpenAsync();
        if (runs)
            await hub.ScheduleAsync("Wait", "one");

        (await hub.Instances.RestartAsync("Echo", "one", "second", default)).ShouldBeFalse();

        (await hub.Instances.GetAsync("one", default))?.Name.ShouldBe("Wait");
        (await hub.Instances.GetAsync("one", default) is not null).ShouldBe(runs);
    }

    [Fact]
    public async Task Event_reaches_one_that_runs_and_nobody_else()
    {
        await using var hub = await HubBench.OpenAsync();
        await hub.ScheduleAsync("Wait", "one");

        (await hub.Instances.RaiseEventAsync("one", "go", "now", default)).ShouldBeTrue();

        (await hub.TextAsync("one")).ShouldBe("now");
        (await hub.Instances.RaiseEventAsync("one", "go", "again", default)).ShouldBeFalse();
        (await hub.Instances.RaiseEventAsync("two", "go", "now", default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Failed_instance_tells_why()
    {
        await using var hub = await HubBench.OpenAsync();
        await hub.ScheduleAsync("Break", "one");

        var ended = await hub.EndAsync("one");

        (ended!.Status, ended.Output!.Value.GetString()).ShouldBe((InstanceStatus.Failed, "System.InvalidOperationException: It broke."));
    }

    [Fact]
    public async Task State_has_input_output_and_times()
    {
        await using var hub = await HubBench.OpenAsync();
        await hub.ScheduleAsync("Echo", "one", "text");

        var ended = (await hub.EndAsync("one")).ShouldNotBeNull();

        (ended.InstanceId, ended.Name, ended.Status, ended.Input!.Value.GetString(), ended.CustomStatus).ShouldBe(("one", "Echo", InstanceStatus.Completed, "text", null));
        ended.LastUpdatedAt.ShouldBeGreaterThanOrEqualTo(ended.CreatedAt);
        (await hub.EndAsync("unknown")).ShouldBeNull();
        (await hub.Instances.GetAsync("unknown", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Unfinished_instances_are_listed_in_order_over_pages_whatever_the_order_of_the_hub()
    {
        await using var hub = await HubBench.OpenAsync();
        var ids = Enumerable.Range(0, 130).Select(number => string.Create(CultureInfo.InvariantCulture, $"i:run:{number:00000}")).ToList();
        foreach (var id in ids)
            await hub.ScheduleAsync("Wait", id);
        await hub.ScheduleAsync("Echo", "i:run:99999");
        await hub.EndAsync("i:run:99999");
        await hub.ScheduleAsync("Wait", "i:other:00000");

        var listed = new List<string>();
        for (string? after = null; ; after = listed[^1])
        {
            var page = await hub.Instances.ListUnfinishedAsync("i:run:", after, 50, default);
            listed.AddRange(page);
            if (page.Count < 50)
                break;
        }

        listed.ShouldBe(ids);
    }

    [Fact]
    public async Task Purge_removes_what_has_ended_and_counts_it()
    {
        await using var hub = await HubBench.OpenAsync();
        for (var number = 0; number < 5; number++)
        {
            await hub.ScheduleAsync("Echo", $"i:run:{number}");
            await hub.EndAsync($"i:run:{number}");
        }
        await hub.ScheduleAsync("Break", "i:run:broken");
        await hub.EndAsync("i:run:broken");
        await hub.ScheduleAsync("Wait", "i:run:waiting");
        await hub.ScheduleAsync("Echo", "i:other:0");
        await hub.EndAsync("i:other:0");

        (await hub.Instances.PurgeAsync("i:run:", 4, default)).ShouldBe(4);
        (await hub.Instances.PurgeAsync("i:run:", 4, default)).ShouldBe(2);
        (await hub.Instances.PurgeAsync("i:run:", 4, default)).ShouldBe(0);

        (await hub.Instances.GetAsync("i:run:waiting", default)).ShouldNotBeNull();
        (await hub.Instances.GetAsync("i:other:0", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Wait_is_given_up_when_its_caller_is_gone()
    {
        await using var hub = await HubBench.OpenAsync();
        await hub.ScheduleAsync("Wait", "one");
        using var gone = new CancellationTokenSource();

        var waiting = hub.Instances.WaitForCompletionAsync("one", gone.Token);
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Client_that_nobody_bound_is_told_with_what_is_missing() =>
        Should.Throw<InvalidOperationException>(() => new BoundClient().Current).Message.ShouldContain("[DurableClient]");
}
