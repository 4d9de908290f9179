using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Instances;

public sealed class TerminationTests
{
    readonly TaskCompletionSource<int> work = new(TaskCreationOptions.RunContinuationsAsynchronously);

    EmbeddedRegistry Registry => new EmbeddedRegistry()
        .AddActivity<int, int>("work", (_, _) => work.Task)
        .AddOrchestration<int, string>("event", (context, _) => context.WaitForExternalEvent<string>("go"))
        .AddOrchestration<int, string>("timer", async (context, _) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(10), CancellationToken.None);
            return "fired";
        })
        .AddOrchestration<int, int>("activity", (context, n) => context.CallActivityAsync<int, int>("work", n))
        .AddOrchestration<int, string>("parent", async (context, _) =>
        {
            try
            {
                return await context.CallSubOrchestratorAsync<int, string>("event", 0, "child");
            }
            catch (TaskFaultedException fault)
            {
                return $"{fault.ErrorType}: {fault.ErrorMessage}";
            }
        });

    async Task<Bench> OpenAsync()
    {
        var bench = new Bench { Registry = Registry };
        await bench.OpenAsync();
        return bench;
    }

    [Theory]
    [InlineData("event", false)]
    [InlineData("timer", false)]
    [InlineData("activity", false)]
    [InlineData("event", true)]
    [InlineData("timer", true)]
    public async Task Terminated_instance_has_ended_with_the_reason_and_a_kill_changes_nothing(string orchestration, bool suspended)
    {
        // What was terminated is not waited for: its activity never ends here.
        await using var bench = new Bench { Registry = Registry, ShutdownGrace = TimeSpan.Zero };
        await bench.OpenAsync();
        await bench.ScheduleAsync(orchestration, "i", 0);
        if (suspended)
            await bench.SuspendAsync("i", "hold");

        (await bench.TerminateAsync("i", "why")).ShouldBeTrue();
        (await bench.KillAndRecoverAsync()).ShouldBe(0);

        var state = await bench.EndOfAsync("i");
        (state.Status, state.Output?.GetString()).ShouldBe((InstanceStatus.Terminated, "why"));
        (await bench.RaiseAsync("i", "go", "")).ShouldBeFalse();
        (await bench.Host.CountHistoryAsync("i", bench.Token)).ShouldBe(0);
        await bench.Host.DisposeAsync();
        using var session = SqliteSession.Open(Path.Combine(bench.Folder, "arazzo.db"), readOnly: true);
        session.Query("SELECT (SELECT count(*) FROM timers) + (SELECT count(*) FROM inbox)", row => row.GetInt32(0)).ShouldBe([0]);
    }

    [Fact]
    public async Task Activity_that_ends_after_the_termination_is_dropped()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("activity", "i", 0);
        await bench.TerminateAsync("i", null);

        work.SetResult(7);
        await bench.Host.DisposeAsync();

        await bench.OpenAsync();
        var state = await bench.EndOfAsync("i");
        (state.Status, state.Output).ShouldBe((InstanceStatus.Terminated, null));
    }

    [Theory]
    [InlineData("why", "InstanceTerminated: why")]
    [InlineData(null, "InstanceTerminated: It was terminated, and nobody said why.")]
    public async Task Parent_of_a_terminated_child_sees_a_failure(string? reason, string expected)
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("parent", "i", 0);
        await bench.UntilThereAsync("child");

        (await bench.TerminateAsync("child", reason)).ShouldBeTrue();

        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe(expected);
    }

    [Fact]
    public async Task Children_of_a_terminated_parent_go_on()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("parent", "i", 0);
        await bench.UntilThereAsync("child");
        await bench.TerminateAsync("i", null);

        (await bench.RaiseAsync("child", "go", "on")).ShouldBeTrue();

        Bench.Output<string>(await bench.EndOfAsync("child")).ShouldBe("on");
    }

    [Fact]
    public async Task Instance_that_is_not_carried_on_is_terminated_where_it_lies()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("timer", "i", 0);
        await bench.Host.AbandonAsync();
        await bench.OpenAsync();

        (await bench.TerminateAsync("i", "why")).ShouldBeTrue();

        (await bench.Host.RecoverAsync(bench.Token)).ShouldBe(0);
        (await bench.EndOfAsync("i")).Status.ShouldBe(InstanceStatus.Terminated);
    }

    [Fact]
    public async Task Terminated_instance_gives_its_id_back()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "i", 0);
        await bench.SuspendAsync("i", "hold");
        await bench.TerminateAsync("i", "why");

        (await bench.Instances.RestartAsync("event", "i", 0, bench.Token)).ShouldBeTrue();

        await bench.RaiseAsync("i", "go", "on");
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("on");
    }

    [Fact]
    public async Task Purge_removes_what_has_ended_and_nobody_waits_for()
    {
        await using var bench = await OpenAsync();
        await bench.ScheduleAsync("event", "runs", 0);
        await bench.ScheduleAsync("event", "ended", 0);
        await bench.TerminateAsync("ended", null);
        await bench.ScheduleAsync("parent", "i", 0);
        await bench.UntilThereAsync("child");
        await bench.SuspendAsync("i", null);
        await bench.TerminateAsync("child", "why");

        (await bench.Host.Administration.PurgeAsync(["runs", "ended", "child", "unknown"], bench.Token)).ShouldBe(1);

        (await bench.StateAsync("ended")).ShouldBeNull();
        (await bench.StateAsync("child")).ShouldNotBeNull();
        await bench.KillAndRecoverAsync();
        await bench.ResumeAsync("i", null);
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("InstanceTerminated: why");
        (await bench.Host.Administration.PurgeAsync(["child"], bench.Token)).ShouldBe(1);
    }
}
