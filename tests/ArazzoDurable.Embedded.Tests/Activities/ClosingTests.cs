using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Activities;

public sealed class ClosingTests
{
    readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int calls;
    int laterCalls;

    [Fact]
    public async Task Activity_that_ends_while_the_host_closes_is_recorded_and_what_follows_is_left_to_the_next_host()
    {
        await using var bench = new Bench { Registry = Registry() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("call then later", "i", 7);
        await CloseAmidAsync(bench);
        laterCalls.ShouldBe(0);
        await bench.OpenAsync();
        (await bench.Instances.GetAsync("i", bench.Token))!.CustomStatus!.Value.GetString().ShouldBe("answered");
        await bench.Host.RecoverAsync(bench.Token);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(17);
        (calls, laterCalls).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Activity_that_fails_while_the_host_closes_is_recorded()
    {
        await using var bench = new Bench { Registry = Registry() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("call", "i", 7);
        await started.Task.WaitAsync(Bench.Patience);
        var closing = bench.Host.DisposeAsync().AsTask();
        answer.SetException(new InvalidDataException("bad answer"));
        await closing.WaitAsync(Bench.Patience);
        await bench.OpenAsync();
        (await bench.EndOfAsync("i")).Output!.Value.GetString().ShouldBe("'call' failed with System.IO.InvalidDataException: bad answer");
    }

    [Fact]
    public async Task Child_that_ends_while_the_host_closes_ends_those_that_wait_for_it()
    {
        await using var bench = new Bench
        {
            Registry = Registry().AddOrchestration<int, int>(
                "parent", (context, n) => context.CallSubOrchestratorAsync<int, int>("call", n, "child")),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("parent", "i", 7);
        await CloseAmidAsync(bench);
        await bench.OpenAsync();
        Bench.Output<int>((await bench.Instances.GetAsync("child", bench.Token))!).ShouldBe(7);
        Bench.Output<int>((await bench.Instances.GetAsync("i", bench.Token))!).ShouldBe(7);
    }

    [Fact]
    public async Task Child_that_is_asked_for_while_the_host_closes_begins_with_the_next_host()
    {
        await using var bench = new Bench
        {
            Registry = Registry().AddOrchestration<int, int>("call then child", async (context, n) =>
                await context.CallSubOrchestratorAsync<int, int>("later", await context.CallActivityAsync<int, int>("call", n), "child")),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("call then child", "i", 7);
        await CloseAmidAsync(bench);
        await bench.OpenAsync();
        (await bench.Instances.GetAsync("child", bench.Token))!.Status.ShouldBe(InstanceStatus.Pending);
        await bench.Host.RecoverAsync(bench.Token);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(17);
    }

    [Fact]
    public async Task Activity_that_waits_for_its_place_is_left_to_the_next_host()
    {
        await using var bench = new Bench { MaxConcurrentActivities = 1, Registry = Registry() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("call", "i", 7);
        await started.Task.WaitAsync(Bench.Patience);
        await bench.ScheduleAsync("later", "j", 7);
        await bench.UntilStatusAsync("j", "asked");
        await CloseAmidAsync(bench);
        laterCalls.ShouldBe(0);
        await bench.OpenAsync();
        Bench.Output<int>((await bench.Instances.GetAsync("i", bench.Token))!).ShouldBe(7);
        await bench.Host.RecoverAsync(bench.Token);
        Bench.Output<int>(await bench.EndOfAsync("j")).ShouldBe(17);
    }

    [Fact]
    public async Task Timer_does_not_fire_while_the_host_closes()
    {
        await using var bench = new Bench
        {
            Registry = Registry().AddOrchestration<int, int>("wait", async (context, n) =>
            {
                context.SetCustomStatus("waiting");
                await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(1), CancellationToken.None);
                context.SetCustomStatus("woken");
                return n;
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("call", "i", 7);
        await bench.ScheduleAsync("wait", "j", 7);
        await bench.UntilStatusAsync("j", "waiting");
        await CloseAmidAsync(bench, () => bench.Clock.Advance(TimeSpan.FromSeconds(1)));
        await bench.OpenAsync();
        (await bench.Instances.GetAsync("j", bench.Token))!.CustomStatus!.Value.GetString().ShouldBe("waiting");
        await bench.Host.RecoverAsync(bench.Token);
        Bench.Output<int>(await bench.EndOfTimersAsync("j")).ShouldBe(7);
    }

    [Fact]
    public async Task Activity_that_runs_while_the_host_closes_can_still_write()
    {
        await using var bench = new Bench();
        bench.Registry = new EmbeddedRegistry()
            .AddActivity<int, int>("write", async (n, token) =>
            {
                started.SetResult();
                await answer.Task;
                await bench.Host.RunStore.PutAsync("k", new byte[] { 1 }, token);
                return n;
            })
            .AddOrchestration<int, int>("o", (context, n) => context.CallActivityAsync<int, int>("write", n));
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 7);
        await CloseAmidAsync(bench);
        await bench.OpenAsync();
        Bench.Output<int>((await bench.Instances.GetAsync("i", bench.Token))!).ShouldBe(7);
        (await bench.Host.RunStore.ListAsync("k", null, 10, bench.Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Activity_that_outlasts_the_grace_is_cancelled_and_done_again()
    {
        await using var bench = new Bench
        {
            ShutdownGrace = TimeSpan.Zero,
            Registry = new EmbeddedRegistry()
                .AddActivity<int, int>("slow", async (n, token) =>
                {
                    if (Interlocked.Increment(ref calls) == 1)
                    {
                        started.SetResult();
                        await Task.Delay(Timeout.Infinite, token);
                    }
                    return n;
                })
                .AddOrchestration<int, int>("o", (context, n) => context.CallActivityAsync<int, int>("slow", n)),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 7);
        await started.Task.WaitAsync(Bench.Patience);
        await bench.Host.DisposeAsync();
        await bench.OpenAsync();
        await bench.Host.RecoverAsync(bench.Token);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(7);
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task Grace_below_zero_is_refused()
    {
        await using var bench = new Bench { ShutdownGrace = TimeSpan.FromMilliseconds(-1) };
        await Should.ThrowAsync<ArgumentOutOfRangeException>(bench.OpenAsync);
    }

    /// <summary>An activity that waits for its answer, and one that may follow.</summary>
    EmbeddedRegistry Registry() => new EmbeddedRegistry()
        .AddActivity<int, int>("call", async (n, token) =>
        {
            Interlocked.Increment(ref calls);
            started.SetResult();
            await answer.Task.WaitAsync(token);
            return n;
        })
        .AddActivity<int, int>("later", (n, _) =>
        {
            Interlocked.Increment(ref laterCalls);
            return Task.FromResult(n + 10);
        })
        .AddOrchestration<int, int>("call", (context, n) => context.CallActivityAsync<int, int>("call", n))
        .AddOrchestration<int, int>("later", (context, n) =>
        {
            context.SetCustomStatus("asked");
            return context.CallActivityAsync<int, int>("later", n);
        })
        .AddOrchestration<int, int>("call then later", async (context, n) =>
        {
            var answered = await context.CallActivityAsync<int, int>("call", n);
            context.SetCustomStatus("answered");
            return await context.CallActivityAsync<int, int>("later", answered);
        });

    /// <summary>Closes the host while the call is under way, which is answered only then.</summary>
    async Task CloseAmidAsync(Bench bench, Action? meanwhile = null)
    {
        await started.Task.WaitAsync(Bench.Patience);
        var closing = bench.Host.DisposeAsync().AsTask();
        meanwhile?.Invoke();
        answer.SetResult();
        await closing.WaitAsync(Bench.Patience);
    }
}
