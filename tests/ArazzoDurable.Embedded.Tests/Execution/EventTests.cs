using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Execution;

public sealed class EventTests
{
    static EmbeddedRegistry Collecting(int count) => new EmbeddedRegistry()
        .AddOrchestration<int, string>("collect", async (context, _) =>
        {
            var all = "";
            for (var n = 0; n < count; n++)
            {
                context.SetCustomStatus($"got {n}");
                all += await context.WaitForExternalEvent<string>("e");
            }
            return all;
        })
        .AddOrchestration<string, string>("later", async (context, soFar) =>
        {
            if (soFar.Length < 3)
            {
                await context.WaitForExternalEvent<string>("step");
                context.SetCustomStatus($"generation {soFar.Length + 1}");
                context.ContinueAsNew(soFar + "x");
                return "";
            }
            return soFar + await context.WaitForExternalEvent<string>("e") + await context.WaitForExternalEvent<string>("e");
        });

    [Fact]
    public async Task Events_are_received_in_the_order_they_were_raised()
    {
        await using var bench = new Bench { Registry = Collecting(5) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("collect", "i", 0);
        foreach (var letter in "abcde")
            (await bench.RaiseAsync("i", "e", letter.ToString())).ShouldBeTrue();
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("abcde");
    }

    [Fact]
    public async Task Event_that_is_acknowledged_survives_a_kill()
    {
        await using var bench = new Bench { Registry = Collecting(3) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("collect", "i", 0);
        foreach (var letter in "abc")
        {
            (await bench.RaiseAsync("i", "e", letter.ToString())).ShouldBeTrue();
            await bench.KillAndRecoverAsync();
        }
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("abc");
    }

    [Fact]
    public async Task Event_of_an_instance_that_is_not_carried_is_kept_for_its_recovery()
    {
        await using var bench = new Bench { Registry = Collecting(2) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("collect", "i", 0);
        await bench.Host.DisposeAsync();
        await bench.OpenAsync();
        (await bench.RaiseAsync("i", "e", "a")).ShouldBeTrue();
        (await bench.RaiseAsync("i", "e", "b")).ShouldBeTrue();
        (await bench.Host.RecoverAsync(bench.Token)).ShouldBe(1);
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("ab");
    }

    [Fact]
    public async Task Event_that_was_kept_and_received_is_not_received_again()
    {
        await using var bench = new Bench { Registry = Collecting(3) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("collect", "i", 0);
        await bench.Host.DisposeAsync();
        await bench.OpenAsync();
        await bench.RaiseAsync("i", "e", "a");
        await bench.Host.RecoverAsync(bench.Token);
        await bench.UntilStatusAsync("i", "got 1");
        await bench.KillAndRecoverAsync();
        await bench.RaiseAsync("i", "e", "b");
        await bench.RaiseAsync("i", "e", "c");
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("abc");
    }

    [Fact]
    public async Task Events_not_received_carry_over_continue_as_new()
    {
        await using var bench = new Bench { Registry = Collecting(1) };
        await bench.OpenAsync();
        await bench.ScheduleAsync("later", "i", "");
        await bench.RaiseAsync("i", "e", "1");
        await bench.RaiseAsync("i", "step", "");
        await bench.KillAndRecoverAsync();
        await bench.RaiseAsync("i", "e", "2");
        await bench.RaiseAsync("i", "step", "");
        await bench.RaiseAsync("i", "step", "");
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("xxx12");
    }

    [Fact]
    public async Task Event_to_nobody_or_to_an_ended_instance_is_refused()
    {
        await using var bench = new Bench { Registry = Collecting(1) };
        await bench.OpenAsync();
        (await bench.RaiseAsync("nobody", "e", "a")).ShouldBeFalse();
        await bench.ScheduleAsync("collect", "i", 0);
        await bench.RaiseAsync("i", "e", "a");
        (await bench.EndOfAsync("i")).Status.ShouldBe(InstanceStatus.Completed);
        (await bench.RaiseAsync("i", "e", "b")).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_waiters_of_one_name_are_served_in_order()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, string>("two", async (context, _) =>
                string.Join(' ', await Task.WhenAll(context.WaitForExternalEvent<string>("e"), context.WaitForExternalEvent<string>("e")))),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("two", "i", 0);
        await bench.RaiseAsync("i", "e", "first");
        await bench.KillAndRecoverAsync();
        await bench.RaiseAsync("i", "e", "second");
        Bench.Output<string>(await bench.EndOfAsync("i")).ShouldBe("first second");
    }
}
