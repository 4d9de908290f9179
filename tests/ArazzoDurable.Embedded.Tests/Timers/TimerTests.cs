using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Timers;

public sealed class TimerTests
{
    static EmbeddedRegistry Waiting() => new EmbeddedRegistry()
        .AddActivity<int, int>("a", (n, _) => Task.FromResult(n))
        .AddOrchestration<int, string>("wait", async (context, seconds) =>
        {
            context.SetCustomStatus("waiting");
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(seconds), CancellationToken.None);
            return context.CurrentUtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        })
        .AddOrchestration<int, string>("race", async (context, seconds) =>
        {
            using var loser = new CancellationTokenSource();
            var timer = context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(seconds), loser.Token);
            var go = context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus("racing");
            if (await Task.WhenAny(timer, go) == timer)
                return "timer";
            Cancel(loser);
            context.SetCustomStatus("won");
            return await go + await context.WaitForExternalEvent<string>("end") + (timer.IsCanceled ? " cancelled" : " left");
        })
        .AddOrchestration<int, int>("poll", async (context, times) =>
        {
            for (var n = 0; n < times; n++)
            {
                await context.CallActivityAsync<int, int>("a", n);
                await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(1), CancellationToken.None);
            }
            return times;
        });

    [Fact]
    public async Task Timer_fires_at_its_time_and_not_before()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("wait", "i", 90);
        await bench.UntilStatusAsync("i", "waiting");
        await AdvanceAsync(bench, 89);
        (await bench.Instances.GetAsync("i", bench.Token))!.Status.ShouldBe(InstanceStatus.Running);
        await AdvanceAsync(bench, 1);
        Bench.Output<string>(await bench.EndOfTimersAsync("i")).ShouldBe("2030-01-01T00:01:30.0000000Z");
    }

    [Fact]
    public async Task Timer_that_was_due_while_no_host_ran_fires_at_recovery()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("wait", "i", 90);
        await bench.UntilStatusAsync("i", "waiting");
        await bench.Host.AbandonAsync();
        bench.Clock.Advance(TimeSpan.FromDays(400));
        await bench.OpenAsync();
        await bench.Host.RecoverAsync(bench.Token);
        Bench.Output<string>(await bench.EndOfTimersAsync("i")).ShouldBe("2031-02-05T00:00:00.0000000Z");
    }

    [Fact]
    public async Task Timer_that_loses_and_is_cancelled_leaves_no_row()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("race", "i", 90);
        await bench.UntilStatusAsync("i", "racing");
        await bench.RaiseAsync("i", "go", "go");
        await bench.UntilStatusAsync("i", "won");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.KillAndRecoverAsync();
        await bench.RaiseAsync("i", "end", "!");
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("go! cancelled");
    }

    [Fact]
    public async Task Timers_of_many_instances_share_one_timer_of_the_clock()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => bench.ScheduleAsync("wait", $"i{n}", 1 + (n * 7 % 50))));
        foreach (var n in Enumerable.Range(0, 500))
            await bench.UntilStatusAsync($"i{n}", "waiting");
        for (var second = 0; second < 60; second++)
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var n in Enumerable.Range(0, 500))
            Bench.Output<string>(await bench.EndOfTimersAsync($"i{n}"));
        bench.Clock.TimersCreated.ShouldBe(1);
    }

    [Fact]
    public async Task Activity_and_timer_cost_two_commits()
    {
        await using var bench = new Bench { Registry = Waiting(), OtherClock = new Clocks.EagerClock() };
        var host = await bench.OpenAsync();
        (await bench.RunAsync<int, int>("poll", "i", 30)).ShouldBe(30);
        host.Commits.ShouldBe(62);
    }

    [Fact]
    public async Task Timer_of_local_time_fails_the_orchestration()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", async (context, _) =>
            {
                await context.CreateTimer(new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Local), CancellationToken.None);
                return 0;
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldStartWith("A timer fires at a UTC time.");
    }

    /// <summary>CancelAsync would run the timer's end on another thread, which an orchestration may not.</summary>
    static void Cancel(CancellationTokenSource source) => source.Cancel();

    /// <summary>The queue looks at the clock once a minute, so a long wait passes in steps.</summary>
    static async Task AdvanceAsync(Bench bench, int seconds)
    {
        for (var n = 0; n < seconds; n++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
