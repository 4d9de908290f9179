using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Execution;

public sealed class ContinueAsNewTests
{
    static EmbeddedRegistry Counting(int every) => new EmbeddedRegistry()
        .AddActivity<int, int>("next", (n, _) => Task.FromResult(n + 1))
        .AddOrchestration<Count, int>("count", async (context, count) =>
        {
            var n = count.From;
            for (var i = 0; i < every && n < count.To; i++)
                n = await context.CallActivityAsync<int, int>("next", n);
            if (n < count.To)
                context.ContinueAsNew(count with { From = n });
            return n;
        })
        .AddOrchestration<int, int>("spin", (context, n) =>
        {
            if (n > 0)
                context.ContinueAsNew(n - 1);
            return Task.FromResult(n);
        });

    [Fact]
    public async Task Generation_that_continues_keeps_the_history_short()
    {
        await using var bench = new Bench { Registry = Counting(5) };
        var host = await bench.OpenAsync();
        await bench.ScheduleAsync("count", "i", new Count(0, 60));
        var most = 0L;
        await foreach (var state in host.WatchAsync("i", bench.Token))
            most = Math.Max(most, await host.CountHistoryAsync("i", bench.Token));
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(60);
        most.ShouldBeLessThanOrEqualTo(6);
        host.Commits.ShouldBe(62);
        (await host.CountHistoryAsync("i", bench.Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Orchestration_that_does_nothing_but_continue_ends()
    {
        await using var bench = new Bench { Registry = Counting(5) };
        await bench.OpenAsync();
        (await bench.RunAsync<int, int>("spin", "i", 101)).ShouldBe(0);
    }

    [Fact]
    public async Task Input_of_the_present_generation_is_what_a_state_shows()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", async (context, n) =>
            {
                context.SetCustomStatus($"in {n}");
                await context.WaitForExternalEvent<int>("go");
                context.ContinueAsNew(n + 1);
                return 0;
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 7);
        await bench.RaiseAsync("i", "go", 0);
        await bench.UntilStatusAsync("i", "in 8");
        var state = (await bench.Instances.GetAsync("i", bench.Token)).ShouldNotBeNull();
        state.Input!.Value.GetInt32().ShouldBe(8);
        state.Status.ShouldBe(InstanceStatus.Running);
    }

    [Fact]
    public async Task Timer_of_an_old_generation_neither_fires_nor_stays()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", async (context, n) =>
            {
                if (n > 0)
                {
                    context.SetCustomStatus("second");
                    return await context.WaitForExternalEvent<int>("go");
                }
                _ = context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(5), CancellationToken.None);
                await context.WaitForExternalEvent<int>("go");
                context.ContinueAsNew(1);
                return 0;
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.RaiseAsync("i", "go", 0);
        await bench.UntilStatusAsync("i", "second");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.KillAndRecoverAsync();
        await bench.RaiseAsync("i", "go", 3);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(3);
    }

    public sealed record Count(int From, int To);
}
