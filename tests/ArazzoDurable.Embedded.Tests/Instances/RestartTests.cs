using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Tests.Instances;

public sealed class RestartTests
{
    static EmbeddedRegistry Adding() => new EmbeddedRegistry()
        .AddActivity<int, int>("a", (n, _) => Task.FromResult(n))
        .AddOrchestration<int, int>("add", async (context, first) =>
        {
            context.SetCustomStatus($"has {first}");
            return first + await context.WaitForExternalEvent<int>("add");
        })
        .AddOrchestration<int, int>("once", (context, n) => context.CallActivityAsync<int, int>("a", n))
        .AddOrchestration<int, int>("parent", (context, n) => context.CallSubOrchestratorAsync<int, int>("once", n, "child"));

    [Fact]
    public async Task Instance_that_has_ended_begins_anew_and_hears_of_events()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("add", "i", 1);
        await bench.RaiseAsync("i", "add", 10);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(11);

        (await bench.Instances.RestartAsync("add", "i", 2, bench.Token)).ShouldBeTrue();
        (await bench.RaiseAsync("i", "add", 20)).ShouldBeTrue();

        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(22);
    }

    [Fact]
    public async Task Instance_at_work_and_one_that_never_was_are_left_as_they_are()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("add", "i", 1);

        (await bench.Instances.RestartAsync("add", "i", 2, bench.Token)).ShouldBeFalse();
        (await bench.Instances.RestartAsync("add", "nobody", 2, bench.Token)).ShouldBeFalse();

        await bench.RaiseAsync("i", "add", 10);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(11);
        (await bench.Instances.GetAsync("nobody", bench.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Restart_at_the_very_moment_of_the_end_loses_nothing()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("once", "i", 0);
        foreach (var n in Enumerable.Range(1, 200))
        {
            // The end is known as soon as it is durable, when the one that ended may not have left yet.
            while (!await bench.Instances.RestartAsync("once", "i", n, bench.Token))
                await Task.Yield();
            Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(n);
        }
    }

    [Fact]
    public async Task Watcher_sees_the_new_life_of_an_instance()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("add", "i", 1);
        await bench.UntilStatusAsync("i", "has 1");
        await bench.RaiseAsync("i", "add", 10);
        var before = await bench.EndOfAsync("i");

        await bench.Instances.RestartAsync("add", "i", 2, bench.Token);
        var wait = bench.EndOfAsync("i");
        await bench.UntilStatusAsync("i", "has 2");
        wait.IsCompleted.ShouldBeFalse("the end before is not the end of this life");
        await bench.RaiseAsync("i", "add", 20);

        Bench.Output<int>(before).ShouldBe(11);
        Bench.Output<int>(await wait).ShouldBe(22);
    }

    [Fact]
    public async Task Restarted_instance_survives_a_kill()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        await bench.RunAsync<int, int>("once", "i", 1);
        await bench.Instances.RestartAsync("add", "i", 2, bench.Token);

        (await bench.KillAndRecoverAsync()).ShouldBe(1);
        await bench.RaiseAsync("i", "add", 20);

        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(22);
    }

    [Fact]
    public async Task Parent_that_is_restarted_takes_the_child_that_has_ended()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        (await bench.RunAsync<int, int>("parent", "p", 1)).ShouldBe(1);

        await bench.Instances.RestartAsync("parent", "p", 2, bench.Token);

        Bench.Output<int>(await bench.EndOfAsync("p")).ShouldBe(1);
    }

    [Fact]
    public async Task Unfinished_instances_are_listed_by_prefix_in_order_by_pages()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        foreach (var id in (string[])["l:1:3", "l:1:1", "l:1:2", "l:2:1", "l:1"])
            await bench.ScheduleAsync("add", id, 0);
        await bench.RunAsync<int, int>("once", "l:1:0", 0);

        (await bench.Instances.ListUnfinishedAsync("l:1:", null, 10, bench.Token)).ShouldBe(["l:1:1", "l:1:2", "l:1:3"]);
        (await bench.Instances.ListUnfinishedAsync("l:1:", null, 2, bench.Token)).ShouldBe(["l:1:1", "l:1:2"]);
        (await bench.Instances.ListUnfinishedAsync("l:1:", "l:1:2", 2, bench.Token)).ShouldBe(["l:1:3"]);
    }

    [Fact]
    public async Task Purged_instances_leave_no_row_and_others_stay()
    {
        await using var bench = new Bench { Registry = Adding() };
        await bench.OpenAsync();
        foreach (var n in Enumerable.Range(0, 5))
            await bench.RunAsync<int, int>("once", $"p:{n}", n);
        await bench.ScheduleAsync("add", "p:9", 9);
        await bench.RunAsync<int, int>("once", "q:0", 7);

        (await bench.Instances.PurgeAsync("p:", 3, bench.Token)).ShouldBe(3);
        (await bench.Instances.PurgeAsync("p:", 3, bench.Token)).ShouldBe(2);
        (await bench.Instances.PurgeAsync("p:", 3, bench.Token)).ShouldBe(0);

        using (var session = SqliteSession.Open(Path.Combine(bench.Folder, "arazzo.db"), readOnly: true))
        {
            foreach (var (table, column) in new[] { ("instances", "id"), ("history", "instance"), ("timers", "instance"), ("inbox", "instance") })
                session.Query($"SELECT DISTINCT {column} FROM {table} WHERE {column} LIKE 'p:%' AND {column} <> 'p:9'", row => row.GetString(0)).ShouldBeEmpty(table);
        }
        (await bench.Instances.GetAsync("q:0", bench.Token)).ShouldNotBeNull();
        await bench.RaiseAsync("p:9", "add", 1);
        Bench.Output<int>(await bench.EndOfAsync("p:9")).ShouldBe(10);
        (await bench.RunAsync<int, int>("once", "p:0", 42)).ShouldBe(42, "the id is free again");
    }
}
