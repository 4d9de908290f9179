using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Execution;

public sealed class ChildTests
{
    int childRuns;

    EmbeddedRegistry Family() => new EmbeddedRegistry()
        .AddActivity<int, int>("double", (n, _) =>
        {
            Interlocked.Increment(ref childRuns);
            return Task.FromResult(2 * n);
        })
        .AddOrchestration<int, int>("child", async (context, n) => await context.CallActivityAsync<int, int>("double", n))
        .AddOrchestration<int, int>("waiting", async (context, n) =>
        {
            context.SetCustomStatus("waiting");
            return n + await context.WaitForExternalEvent<int>("go");
        })
        .AddOrchestration<int, int>("failing", (_, _) => throw new InvalidDataException("the child is bad"))
        .AddOrchestration<string, int>("parent", (context, child) => context.CallSubOrchestratorAsync<int, int>(child, 21, "kid"))
        .AddOrchestration<int, int>("many", async (context, count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(n => context.CallSubOrchestratorAsync<int, int>("child", n, $"{context.InstanceId}:{n}")))).Sum());

    [Fact]
    public async Task Child_that_completes_gives_its_result()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        (await bench.RunAsync<string, int>("parent", "p", "child")).ShouldBe(42);
    }

    [Fact]
    public async Task Child_that_fails_fails_its_parent_with_type_and_message()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("parent", "p", "failing");
        var state = await bench.EndOfAsync("p");
        state.Status.ShouldBe(InstanceStatus.Failed);
        state.Output!.Value.GetString().ShouldBe("'failing' failed with System.IO.InvalidDataException: the child is bad");
    }

    [Fact]
    public async Task Child_that_is_not_registered_fails_its_parent()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("parent", "p", "nowhere");
        (await bench.EndOfAsync("p")).Output!.Value.GetString()!.ShouldContain("No orchestration is registered under 'nowhere'.");
    }

    [Fact]
    public async Task Child_whose_id_has_ended_before_is_not_run_again()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        (await bench.RunAsync<int, int>("child", "kid", 4)).ShouldBe(8);
        (await bench.RunAsync<string, int>("parent", "p", "child")).ShouldBe(8);
        childRuns.ShouldBe(1);
    }

    [Fact]
    public async Task Child_whose_id_runs_already_is_waited_for()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("waiting", "kid", 1);
        await bench.ScheduleAsync("parent", "p", "waiting");
        await bench.UntilStatusAsync("kid", "waiting");
        await bench.RaiseAsync("kid", "go", 2);
        Bench.Output<int>(await bench.EndOfAsync("p")).ShouldBe(3);
    }

    [Fact]
    public async Task Child_that_ended_while_its_parent_was_not_carried_gives_its_result()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("parent", "p", "waiting");
        await UntilThereAsync(bench);
        await bench.Host.AbandonAsync();
        await bench.OpenAsync();
        (await bench.Host.RecoverAsync("kid", bench.Token)).ShouldBe(1);
        await bench.RaiseAsync("kid", "go", 2);
        await bench.EndOfAsync("kid");
        (await bench.Host.RecoverAsync(bench.Token)).ShouldBe(1);
        Bench.Output<int>(await bench.EndOfAsync("p")).ShouldBe(23);
    }

    [Fact]
    public async Task Recovering_a_parent_carries_on_its_children()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("parent", "p", "waiting");
        await bench.ScheduleAsync("waiting", "q", 1);
        await UntilThereAsync(bench);
        await bench.Host.AbandonAsync();
        await bench.OpenAsync();
        (await bench.Host.RecoverAsync("p", bench.Token)).ShouldBe(2);
        (await bench.Host.RecoverAsync("p", bench.Token)).ShouldBe(0);
        await bench.RaiseAsync("kid", "go", 2);
        Bench.Output<int>(await bench.EndOfAsync("p")).ShouldBe(23);
    }

    [Fact]
    public async Task Many_children_all_report()
    {
        await using var bench = new Bench { Registry = Family() };
        await bench.OpenAsync();
        (await bench.RunAsync<int, int>("many", "p", 100)).ShouldBe(9900);
        childRuns.ShouldBe(100);
        bench.Host.LiveInstances.ShouldBe(0);
    }

    static async Task UntilThereAsync(Bench bench)
    {
        // The child's row comes with the parent's first turn.
        await foreach (var state in bench.Host.WatchAsync("p", bench.Token))
        {
            if (state.Status == InstanceStatus.Running)
                break;
        }
        await bench.UntilStatusAsync("kid", "waiting");
    }
}
