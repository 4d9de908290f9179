using System.Collections.Immutable;
using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Instances;

public sealed class ListingTests
{
    static readonly EmbeddedRegistry Registry = new EmbeddedRegistry()
        .AddOrchestration<string, string>("event", (context, _) => context.WaitForExternalEvent<string>("go"))
        .AddOrchestration<string, string>("throws", (_, _) => throw new InvalidDataException("thrown"));

    static async Task<Bench> OpenAsync(params string[] ids)
    {
        var bench = new Bench { Registry = Registry };
        await bench.OpenAsync();
        foreach (var id in ids)
        {
            await bench.ScheduleAsync("event", id, id);
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        return bench;
    }

    static async Task<string> ListAsync(Bench bench, InstanceFilter filter, string? after = null, int top = 1000)
    {
        var page = await bench.Host.Administration.ListAsync(filter, after, top, bench.Token);
        return string.Join(' ', page.Instances.Select(state => state.InstanceId)) + (page.Last is null ? "" : $" > {page.Last}");
    }

    [Fact]
    public async Task Pages_follow_the_order_of_ids()
    {
        await using var bench = await OpenAsync("c", "a", "b", "e", "d");

        (await ListAsync(bench, new InstanceFilter(), null, 2)).ShouldBe("a b > b");
        (await ListAsync(bench, new InstanceFilter(), "b", 2)).ShouldBe("c d > d");
        (await ListAsync(bench, new InstanceFilter(), "d", 2)).ShouldBe("e");
    }

    [Fact]
    public async Task Filters_hold_together()
    {
        await using var bench = await OpenAsync("a1", "a2", "a3", "b4");
        var start = Clocks.ManualClock.Start;

        (await ListAsync(bench, new InstanceFilter { IdPrefix = "a" })).ShouldBe("a1 a2 a3");
        (await ListAsync(bench, new InstanceFilter { IdPrefix = "a" }, "a2")).ShouldBe("a3");
        (await ListAsync(bench, new InstanceFilter { CreatedFrom = start.AddMinutes(1), CreatedTo = start.AddMinutes(2) })).ShouldBe("a2 a3");
        (await ListAsync(bench, new InstanceFilter { CreatedFrom = start.AddMinutes(1), IdPrefix = "b" })).ShouldBe("b4");
    }

    [Fact]
    public async Task Status_is_that_which_is_shown()
    {
        await using var bench = await OpenAsync("running", "suspended", "terminated", "completed");
        await bench.SuspendAsync("suspended", null);
        await bench.SuspendAsync("terminated", null);
        await bench.TerminateAsync("terminated", null);
        await bench.RaiseAsync("completed", "go", "");
        await bench.ScheduleAsync("throws", "failed", "");
        await bench.EndOfAsync("failed");
        await bench.EndOfAsync("completed");

        foreach (var status in Enum.GetValues<InstanceStatus>().Where(status => status is not InstanceStatus.Pending))
        {
            (await ListAsync(bench, new InstanceFilter { Statuses = ImmutableHashSet.Create(status) })).ShouldBe(
                status switch
                {
                    InstanceStatus.Running => "running",
                    InstanceStatus.Suspended => "suspended",
                    InstanceStatus.Terminated => "terminated",
                    InstanceStatus.Completed => "completed",
                    _ => "failed",
                });
        }
        (await ListAsync(bench, new InstanceFilter { Statuses = [InstanceStatus.Suspended, InstanceStatus.Failed] })).ShouldBe("failed suspended");
        (await ListAsync(bench, new InstanceFilter { Statuses = [] })).ShouldBe("");
    }

    [Fact]
    public async Task Page_of_large_instances_is_shorter_and_has_a_next_one()
    {
        await using var bench = await OpenAsync();
        var large = new string('x', EmbeddedAdministration.PageBytes / 2);
        foreach (var id in new[] { "a", "b", "c" })
            await bench.ScheduleAsync("event", id, large);

        (await ListAsync(bench, new InstanceFilter())).ShouldBe("a b > b");
        (await ListAsync(bench, new InstanceFilter(), "b")).ShouldBe("c");
    }

    [Fact]
    public async Task Many_instances_are_all_listed()
    {
        var ids = Enumerable.Range(0, 70).Select(n => $"i{n:D2}").ToArray();
        await using var bench = await OpenAsync(ids);

        (await ListAsync(bench, new InstanceFilter())).ShouldBe(string.Join(' ', ids));
    }
}
