using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Instances;

public sealed class InstancesTests
{
    static EmbeddedRegistry Waiting() => new EmbeddedRegistry()
        .AddActivity<int, int>("a", (n, _) => Task.FromResult(n))
        .AddOrchestration<int, int>("sum", async (context, count) =>
        {
            var sum = await context.CallActivityAsync<int, int>("a", 0);
            for (var n = 0; n < count; n++)
            {
                context.SetCustomStatus($"has {n}");
                sum += await context.WaitForExternalEvent<int>("add");
            }
            return sum;
        })
        .AddOrchestration<int, int>("throws", (_, n) => n > 0 ? throw new InvalidDataException("thrown") : Task.FromException<int>(new InvalidDataException("returned")));

    [Fact]
    public async Task Id_is_scheduled_once()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => bench.ScheduleAsync("sum", "i", 0)));
        answers.Count(started => started).ShouldBe(1);
        await bench.EndOfAsync("i");
        (await bench.ScheduleAsync("sum", "i", 0)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("ä")]
    public async Task Id_that_is_none_is_refused(string id)
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await Should.ThrowAsync<ArgumentException>(() => bench.ScheduleAsync("sum", id, 0));
    }

    [Fact]
    public async Task Orchestration_that_is_not_registered_is_refused()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        (await Should.ThrowAsync<ArgumentException>(() => bench.ScheduleAsync("nowhere", "i", 0))).Message.ShouldStartWith("No orchestration is registered under 'nowhere'.");
    }

    [Theory]
    [InlineData(0, "returned")]
    [InlineData(1, "thrown")]
    public async Task Exception_of_an_orchestration_is_its_output(int input, string message)
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("throws", "i", input);
        var state = await bench.EndOfAsync("i");
        state.Status.ShouldBe(InstanceStatus.Failed);
        state.Output!.Value.GetString().ShouldBe(message);
    }

    [Fact]
    public async Task State_of_nobody_is_null()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        (await bench.Instances.GetAsync("nobody", bench.Token)).ShouldBeNull();
        (await bench.Instances.WaitForCompletionAsync("nobody", bench.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Opening_carries_nothing_on_and_recovering_does()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("sum", "i", 1);
        await bench.ScheduleAsync("sum", "j", 1);
        await bench.ScheduleAsync("sum", "done", 0);
        await bench.EndOfAsync("done");
        await bench.UntilStatusAsync("i", "has 0");
        await bench.UntilStatusAsync("j", "has 0");
        await bench.Host.DisposeAsync();
        await bench.OpenAsync();
        bench.Host.LiveInstances.ShouldBe(0);
        (await bench.Host.RecoverAsync("i", bench.Token)).ShouldBe(1);
        (await bench.Host.RecoverAsync(bench.Token)).ShouldBe(1);
        (await bench.Host.RecoverAsync(bench.Token)).ShouldBe(0);
        await bench.RaiseAsync("i", "add", 5);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(5);
    }

    [Fact]
    public async Task Idle_instances_beyond_the_limit_are_rebuilt_when_something_arrives()
    {
        await using var bench = new Bench { Registry = Waiting(), MaxLiveInstances = 2 };
        await bench.OpenAsync();
        foreach (var n in Enumerable.Range(0, 50))
            await bench.ScheduleAsync("sum", $"i{n}", 3);
        foreach (var n in Enumerable.Range(0, 50))
            await bench.UntilStatusAsync($"i{n}", "has 0");
        foreach (var round in Enumerable.Range(1, 3))
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(n => bench.RaiseAsync($"i{n}", "add", n)));
            if (round < 3)
                await Task.WhenAll(Enumerable.Range(0, 50).Select(n => bench.UntilStatusAsync($"i{n}", $"has {round}")));
        }
        foreach (var n in Enumerable.Range(0, 50))
            Bench.Output<int>(await bench.EndOfAsync($"i{n}")).ShouldBe(3 * n);
        bench.Host.LiveInstances.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Recovering_more_than_the_limit_keeps_to_it()
    {
        await using var bench = new Bench { Registry = Waiting(), MaxLiveInstances = 2 };
        await bench.OpenAsync();
        foreach (var n in Enumerable.Range(0, 30))
            await bench.ScheduleAsync("sum", $"i{n}", 1);
        foreach (var n in Enumerable.Range(0, 30))
            await bench.UntilStatusAsync($"i{n}", "has 0");
        (await bench.KillAndRecoverAsync()).ShouldBe(30);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => bench.RaiseAsync($"i{n}", "add", n)));
        foreach (var n in Enumerable.Range(0, 30))
            Bench.Output<int>(await bench.EndOfAsync($"i{n}")).ShouldBe(n);
    }

    [Fact]
    public async Task Watch_shows_the_present_state_then_changes_then_the_end()
    {
        await using var bench = new Bench { Registry = Waiting() };
        await bench.OpenAsync();
        await bench.ScheduleAsync("sum", "i", 2);
        await bench.UntilStatusAsync("i", "has 0");
        var seen = new List<string>();
        await foreach (var state in bench.Host.WatchAsync("i", bench.Token))
        {
            seen.Add($"{state.Status} {state.CustomStatus}");
            if (state.Status == InstanceStatus.Running)
                await bench.RaiseAsync("i", "add", 1);
        }
        seen.ShouldBe(["Running has 0", "Running has 1", "Completed has 1"]);
    }

    [Fact]
    public async Task Custom_status_beyond_its_limit_fails_the_orchestration()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", (context, n) =>
            {
                context.SetCustomStatus(new string('x', n));
                return Task.FromResult(n);
            }),
        };
        await bench.OpenAsync();
        (await bench.RunAsync<int, int>("o", "fits", 16382)).ShouldBe(16382);
        await bench.ScheduleAsync("o", "i", 16383);
        (await bench.EndOfAsync("i")).Output!.Value.GetString()!.ShouldStartWith("The custom status has 16385 bytes of JSON; it may have 16384.");
    }
}
