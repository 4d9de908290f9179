using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Instances;

public sealed class SuspensionTests
{
    readonly TaskCompletionSource<int> work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int executions;

    EmbeddedRegistry Registry => new EmbeddedRegistry()
        .AddActivity<int, int>("work", (_, _) =>
        {
            Interlocked.Increment(ref executions);
            return work.Task;
        })
        .AddOrchestration<int, string>("event", async (context, _) => "got " + await context.WaitForExternalEvent<string>("go"))
        .AddOrchestration<int, string>("race", async (context, seconds) =>
        {
            using var loser = new CancellationTokenSource();
            var go = context.WaitForExternalEvent<string>("go");
            if (await Task.WhenAny(go, context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(seconds), loser.Token)) != go)
                return $"timer at {(context.CurrentUtcDateTime - Clocks.ManualClock.Start.UtcDateTime).TotalSeconds}";
            Cancel(loser);
            return "event";
        })
        .AddOrchestration<int, int>("activity", (context, n) => context.CallActivityAsync<int, int>("work", n))
        .AddOrchestration<int, int>("parent", (context, n) => context.CallSubOrchestratorAsync<int, int>("activity", n, "child"))
        .AddOrchestration<int, string>("generations", async (context, n) =>
        {
            var first = await context.WaitForExternalEvent<string>("go");
            if (n > 0)
                context.ContinueAsNew(n - 1);
            return first;
        });

    async Task<Bench> OpenAsync()
    {
        var bench = new Bench { Registry = Registry };
        await bench.OpenAsync();
        return bench;
    }

    static void Cancel(CancellationTokenSource source) => source.Cancel();

    [Fact]
    public async Task Suspended_instance_shows_the_reason_and_keeps_events_until_it_is_resumed()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "i", 0);

        (await bench.SuspendAsync("i", "why")).ShouldBeTrue();
        (await bench.RaiseAsync("i", "go", "payload")).ShouldBeTrue();

        var suspended = (await bench.StateAsync("i")).ShouldNotBeNull();
        (suspended.Status, suspended.Output?.GetString()).ShouldBe((InstanceStatus.Suspended, "why"));
        (await bench.ResumeAsync("i", "because")).ShouldBeTrue();
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("got payload");
    }

    [Fact]
    public async Task Resumed_instance_runs_and_the_reason_stays_until_the_end()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "i", 0);
        await bench.SuspendAsync("i", "why");

        await bench.ResumeAsync("i", null);

        var resumed = (await bench.StateAsync("i")).ShouldNotBeNull();
        (resumed.Status, resumed.Output?.GetString()).ShouldBe((InstanceStatus.Running, "why"));
    }

    [Fact]
    public async Task Suspension_that_is_acknowledged_survives_a_kill_and_so_does_what_came_meanwhile()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "i", 0);
        await bench.SuspendAsync("i", "why");
        await bench.KillAndRecoverAsync();
        (await bench.StateAsync("i"))!.Status.ShouldBe(InstanceStatus.Suspended);
        await bench.RaiseAsync("i", "go", "payload");
        await bench.KillAndRecoverAsync();
        (await bench.StateAsync("i"))!.Status.ShouldBe(InstanceStatus.Suspended);

        await bench.ResumeAsync("i", null);

        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("got payload");
    }

    [Fact]
    public async Task Resumption_that_is_acknowledged_survives_a_kill()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "i", 0);
        await bench.SuspendAsync("i", "why");
        await bench.ResumeAsync("i", null);
        await bench.KillAndRecoverAsync();

        await bench.RaiseAsync("i", "go", "payload");

        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("got payload");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timer_that_fires_waits_for_the_resumption(bool killed)
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("race", "i", 10);
        await bench.SuspendAsync("i", null);
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        if (killed)
            await bench.KillAndRecoverAsync();
        (await bench.StateAsync("i"))!.Status.ShouldBe(InstanceStatus.Suspended);

        await bench.ResumeAsync("i", null);

        Bench.Output<string>(await bench.EndOfTimersAsync("i")).ShouldBe("timer at 60");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_came_meanwhile_is_taken_in_the_order_in_which_it_came(bool timerFirst)
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("race", "i", 10);
        await bench.SuspendAsync("i", null);
        if (timerFirst)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(60));
            await bench.KeptAsync("i", 1);
        }
        await bench.RaiseAsync("i", "go", "");
        if (!timerFirst)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(60));
            await bench.KeptAsync("i", 2);
        }
        await bench.KillAndRecoverAsync();

        await bench.ResumeAsync("i", null);

        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe(timerFirst ? "timer at 60" : "event");
    }

    [Theory]
    [InlineData("activity")]
    [InlineData("parent")]
    public async Task Activity_that_ends_meanwhile_is_not_run_again_after_a_kill(string orchestration)
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync(orchestration, "i", 0);
        await bench.SuspendAsync("i", null);
        work.SetResult(7);
        await bench.KeptAsync("i", 1);
        (await bench.StateAsync("i"))!.Status.ShouldBe(InstanceStatus.Suspended);
        await bench.KillAndRecoverAsync();
        executions.ShouldBe(1);

        await bench.ResumeAsync("i", null);

        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(7);
        executions.ShouldBe(1);
    }

    [Fact]
    public async Task Generations_go_on_one_by_one_after_the_resumption()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("generations", "i", 2);
        await bench.SuspendAsync("i", null);
        foreach (var letter in "abc")
            await bench.RaiseAsync("i", "go", letter.ToString());

        await bench.ResumeAsync("i", null);

        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("c");
    }

    [Fact]
    public async Task Instance_that_leaves_the_memory_stays_suspended()
    {
        await using var bench = new Bench { Registry = Registry, MaxLiveInstances = 1 };
        await bench.OpenAsync();
        await bench.ScheduleAsync("race", "i", 10);
        await bench.SuspendAsync("i", null);
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        await bench.KeptAsync("i", 1);
        await bench.ScheduleAsync("event", "other", 0);
        await bench.SuspendAsync("other", null);

        await bench.ResumeAsync("i", null);

        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("timer at 60");
    }

    [Fact]
    public async Task Instance_that_is_not_carried_on_is_suspended_where_it_lies()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "i", 0);
        await bench.Host.AbandonAsync();
        await bench.OpenAsync();

        (await bench.SuspendAsync("i", "why")).ShouldBeTrue();

        (await bench.StateAsync("i"))!.Status.ShouldBe(InstanceStatus.Suspended);
        bench.Host.LiveInstances.ShouldBe(0);
        await bench.RaiseAsync("i", "go", "payload");
        await bench.Host.RecoverAsync(bench.Token);
        await bench.ResumeAsync("i", null);
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("got payload");
    }

    [Fact]
    public async Task Instance_that_is_unknown_or_has_ended_takes_no_command()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "i", 0);
        await bench.RaiseAsync("i", "go", "");
        await bench.EndOfAsync("i");

        foreach (var id in new[] { "i", "unknown" })
        {
            foreach (var command in Enum.GetValues<InstanceCommand>())
                (await bench.Host.Administration.CommandAsync(id, command, "late", bench.Token)).ShouldBeFalse($"{command} {id}");
        }
        (await bench.StateAsync("i"))!.Status.ShouldBe(InstanceStatus.Completed);
    }
}
