using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Execution;

public sealed class ActivityTests
{
    static EmbeddedRegistry Greeting() => new EmbeddedRegistry()
        .AddActivity<string, string>("greet", (name, _) => Task.FromResult($"hello {name}"))
        .AddActivity<string, string>("fail", (text, _) => throw new InvalidDataException(text))
        .AddOrchestration<string, string>("one", (context, name) => context.CallActivityAsync<string, string>("greet", name));

    [Fact]
    public async Task Activity_that_completes_gives_its_result()
    {
        await using var bench = new Bench { Registry = Greeting() };
        await bench.OpenAsync();
        (await bench.RunAsync<string, string>("one", "i", "you")).ShouldBe("hello you");
    }

    [Fact]
    public async Task Activity_that_throws_fails_its_task_with_type_and_message()
    {
        await using var bench = new Bench
        {
            Registry = Greeting().AddOrchestration<string, string>("caught", async (context, text) =>
            {
                try
                {
                    return await context.CallActivityAsync<string, string>("fail", text);
                }
                catch (TaskFaultedException failure)
                {
                    return $"{failure.TaskName}|{failure.ErrorType}|{failure.ErrorMessage}";
                }
            }),
        };
        await bench.OpenAsync();
        (await bench.RunAsync<string, string>("caught", "i", "bad data")).ShouldBe("fail|System.IO.InvalidDataException|bad data");
    }

    [Fact]
    public async Task Activity_that_is_not_registered_fails_its_task()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", (context, _) => context.CallActivityAsync<int, int>("nowhere", 1)),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        var state = await bench.EndOfAsync("i");
        state.Status.ShouldBe(InstanceStatus.Failed);
        state.Output!.Value.GetString().ShouldBe("'nowhere' failed with System.InvalidOperationException: No activity is registered under 'nowhere'.");
    }

    [Fact]
    public async Task Activities_beyond_the_limit_wait_their_turn()
    {
        var running = 0;
        var peak = 0;
        await using var bench = new Bench
        {
            MaxConcurrentActivities = 3,
            Registry = new EmbeddedRegistry()
                .AddActivity<int, int>("work", async (n, _) =>
                {
                    InterlockedMax(ref peak, Interlocked.Increment(ref running));
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return n;
                })
                .AddOrchestration<int, int>("all", async (context, count) =>
                    (await Task.WhenAll(Enumerable.Range(0, count).Select(n => context.CallActivityAsync<int, int>("work", n)))).Sum()),
        };
        await bench.OpenAsync();
        (await bench.RunAsync<int, int>("all", "i", 40)).ShouldBe(780);
        peak.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task Activity_whose_result_has_another_shape_fails_the_orchestration()
    {
        await using var bench = new Bench
        {
            Registry = Greeting().AddOrchestration<int, int>("o", (context, _) => context.CallActivityAsync<string, int>("greet", "you")),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        (await bench.EndOfAsync("i")).Output!.Value.GetString().ShouldStartWith("The JSON value could not be converted to System.Int32.");
    }

    [Fact]
    public async Task Sequence_of_activities_costs_one_commit_each()
    {
        await using var bench = new Bench
        {
            Registry = Greeting().AddOrchestration<int, int>("loop", async (context, count) =>
            {
                for (var n = 0; n < count; n++)
                {
                    await context.CallActivityAsync<string, string>("greet", "you");
                    context.SetCustomStatus(n);
                }
                return count;
            }),
        };
        var host = await bench.OpenAsync();
        await bench.RunAsync<int, int>("loop", "i", 50);
        // One for the schedule, one for the first turn, one for each activity: the last of them holds the end too.
        host.Commits.ShouldBe(52);
    }

    static void InterlockedMax(ref int target, int value)
    {
        var seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var now && now != seen)
            seen = now;
    }
}
