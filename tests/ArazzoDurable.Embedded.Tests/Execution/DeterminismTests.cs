using System.Collections.Concurrent;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Execution;

public sealed class DeterminismTests
{
    static EmbeddedRegistry With(Func<IOrchestrationContext, int, Task<string>> body) => new EmbeddedRegistry()
        .AddActivity<int, int>("a", (n, _) => Task.FromResult(n))
        .AddActivity<int, int>("b", (n, _) => Task.FromResult(n))
        .AddOrchestration("o", body);

    static async Task<string> ActivityThenEvent(IOrchestrationContext context, string activity)
    {
        await context.CallActivityAsync<int, int>(activity, 1);
        context.SetCustomStatus("waiting");
        return await context.WaitForExternalEvent<string>("go");
    }

    [Fact]
    public async Task Code_that_calls_another_activity_fails_the_instance()
    {
        await using var bench = new Bench { Registry = With((context, _) => ActivityThenEvent(context, "a")) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.UntilStatusAsync("i", "waiting");
        await bench.KillAndRecoverAsync(With((context, _) => ActivityThenEvent(context, "b")));
        var state = await bench.EndOfAsync("i");
        state.Status.ShouldBe(InstanceStatus.Failed);
        state.Output!.Value.GetString().ShouldBe(
            "The instance 'i' cannot be carried on: at position 1 of generation 0 its history holds ActivityCompleted 'a' for task 1, but the orchestration 'o' asked for the activity 'b'. Its code does other things than when that was recorded.");
    }

    [Fact]
    public async Task Code_that_asks_for_less_fails_the_instance()
    {
        await using var bench = new Bench { Registry = With((context, _) => ActivityThenEvent(context, "a")) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.UntilStatusAsync("i", "waiting");
        await bench.KillAndRecoverAsync(With((_, _) => Task.FromResult("nothing")));
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldContain("its history holds ActivityCompleted 'a' for task 1, but the orchestration 'o' has ended before it");
    }

    [Fact]
    public async Task Code_that_sets_another_timer_fails_the_instance()
    {
        await using var bench = new Bench { Registry = With((context, _) => TimerOf(context, 60)) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.UntilStatusAsync("i", "waiting");
        await bench.KillAndRecoverAsync(With((context, _) => TimerOf(context, 61)));
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldContain(
            "at the end of the history of generation 0 of the orchestration 'o', the code waits for a timer of 2030-01-01T00:01:01.0000000Z as task 1, which is not stored");

        static async Task<string> TimerOf(IOrchestrationContext context, int seconds)
        {
            context.SetCustomStatus("waiting");
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(seconds), CancellationToken.None);
            return "fired";
        }
    }

    [Fact]
    public async Task Code_that_asks_for_another_child_fails_the_instance()
    {
        await using var bench = new Bench { Registry = With((context, _) => ChildOf(context, "one")) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.UntilStatusAsync("i", "waiting");
        await bench.KillAndRecoverAsync(With((context, _) => ChildOf(context, "two")));
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldContain("the code waits for the child 'o two' as task 1, which was never started");

        static async Task<string> ChildOf(IOrchestrationContext context, string id)
        {
            if (context.InstanceId != "i")
                return await context.WaitForExternalEvent<string>("never");
            context.SetCustomStatus("waiting");
            return await context.CallSubOrchestratorAsync<int, string>("o", 0, id);
        }
    }

    [Fact]
    public async Task Code_that_is_gone_fails_the_instance()
    {
        await using var bench = new Bench { Registry = With((context, _) => ActivityThenEvent(context, "a")) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.UntilStatusAsync("i", "waiting");
        await bench.KillAndRecoverAsync(new EmbeddedRegistry());
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldContain("No orchestration is registered under 'o'.");
    }

    [Fact]
    public async Task Waiting_for_something_foreign_alone_fails_as_stuck()
    {
        var never = new TaskCompletionSource<string>();
        await using var bench = new Bench { Registry = With((_, _) => never.Task) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        (await bench.EndOfAsync("i")).Output!.Value.GetString().ShouldBe(
            "The orchestration 'o' waits for something that its context did not give, so nothing would ever wake it.");
    }

    [Fact]
    public async Task Continuation_from_another_thread_fails_the_instance()
    {
        var foreign = new TaskCompletionSource();
        await using var bench = new Bench
        {
            Registry = With(async (context, _) =>
            {
                var go = context.WaitForExternalEvent<string>("go");
                context.SetCustomStatus("waiting");
                await foreign.Task;
                return await go;
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.UntilStatusAsync("i", "waiting");
        foreign.SetResult();
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldStartWith("The orchestration 'o' left its context:");
    }

    [Fact]
    public async Task Context_used_off_its_turn_fails_the_instance()
    {
        await using var bench = new Bench
        {
            Registry = With(async (context, _) =>
            {
                var elsewhere = Task.Run(() => context.CallActivityAsync<int, int>("a", 1));
                await context.WaitForExternalEvent<string>("go");
                return (await elsewhere).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldStartWith("The orchestration 'o' left its context:");
    }

    [Fact]
    public async Task Time_guids_and_replay_flag_are_the_same_when_rebuilt()
    {
        var seen = new ConcurrentQueue<(bool Replaying, string Text)>();
        await using var bench = new Bench
        {
            Registry = With(async (context, _) =>
            {
                See(context);
                await context.CallActivityAsync<int, int>("a", 1);
                See(context);
                context.SetCustomStatus("waiting");
                await context.WaitForExternalEvent<string>("go");
                See(context);
                return "done";
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.UntilStatusAsync("i", "waiting");
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.KillAndRecoverAsync();
        await bench.RaiseAsync("i", "go", "x");
        await bench.EndOfAsync("i");
        seen.Select(one => one.Replaying).ShouldBe([false, false, true, true, false]);
        var texts = seen.Select(one => one.Text).ToArray();
        texts[2..4].ShouldBe(texts[..2]);
        texts[..2].Append(texts[4]).Distinct().Count().ShouldBe(3);
        texts[0].ShouldStartWith("2030-01-01T00:00:00.0000000Z");
        texts[4].ShouldStartWith("2030-01-01T01:00:00.0000000Z");

        void See(IOrchestrationContext context) => seen.Enqueue((context.IsReplaying, $"{context.CurrentUtcDateTime:O} {context.NewGuid()}"));
    }

    [Fact]
    public async Task Continuations_run_in_the_order_of_the_history()
    {
        await using var bench = new Bench
        {
            Registry = With(async (context, _) =>
            {
                var order = new List<int>();
                var tasks = Enumerable.Range(0, 20).Select(async n =>
                {
                    await context.CallActivityAsync<int, int>(n % 2 == 0 ? "a" : "b", n);
                    await Task.Yield();
                    order.Add(n);
                }).ToArray();
                await Task.WhenAll(tasks);
                var first = string.Join(' ', order);
                context.SetCustomStatus(first);
                await context.WaitForExternalEvent<string>("go");
                return string.Join(' ', order);
            }),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        string? before = null;
        await foreach (var state in bench.Host.WatchAsync("i", bench.Token))
        {
            if ((before = state.CustomStatus?.GetString()) is not null)
                break;
        }
        await bench.KillAndRecoverAsync();
        await bench.RaiseAsync("i", "go", "x");
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe(before);
    }
}
