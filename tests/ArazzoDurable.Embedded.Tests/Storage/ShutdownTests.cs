using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Storage;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Closing_keeps_all_that_was_handed_over()
    {
        await using var bench = new Bench();
        var host = await bench.OpenAsync();
        var writes = Enumerable.Range(0, 200).Select(n => host.RunStore.PutAsync($"k/{n}", new byte[] { 1 }, bench.Token)).ToArray();
        await host.DisposeAsync();
        await Task.WhenAll(writes);
        await bench.OpenAsync();
        (await bench.Host.RunStore.ListAsync("k/", null, 1000, bench.Token)).Count.ShouldBe(200);
        await Should.ThrowAsync<ObjectDisposedException>(() => host.RunStore.PutAsync("k/late", new byte[] { 1 }, bench.Token));
    }

    [Fact]
    public async Task Closing_ends_those_that_watch()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", (context, _) => context.WaitForExternalEvent<int>("never")),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 7);
        var wait = bench.Instances.WaitForCompletionAsync("i", bench.Token);
        await bench.Host.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => wait.WaitAsync(Bench.Patience));
    }

    [Fact]
    public async Task Full_disk_fails_what_waits_and_all_that_comes_after()
    {
        await using var bench = new Bench
        {
            MaxPages = 40,
            Registry = new EmbeddedRegistry().AddOrchestration<string, int>("o", (context, _) => context.WaitForExternalEvent<int>("never")),
        };
        var host = await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", "");
        var wait = bench.Instances.WaitForCompletionAsync("i", bench.Token);
        var acknowledged = 0;
        var full = await Should.ThrowAsync<DatabaseFailedException>(async () =>
        {
            while (acknowledged < 1000)
                await host.RunStore.PutAsync($"k/{acknowledged++}", new byte[4000], bench.Token);
        });
        full.Message.ShouldBe($"The database file '{Path.Combine(bench.Folder, "arazzo.db")}' failed: there is no room left on the disk.");
        host.Failure.ShouldBe(full);
        (await Should.ThrowAsync<DatabaseFailedException>(() => bench.ScheduleAsync("o", "j", ""))).ShouldBe(full);
        (await Should.ThrowAsync<DatabaseFailedException>(() => bench.RaiseAsync("i", "e", 1))).ShouldBe(full);
        (await Should.ThrowAsync<DatabaseFailedException>(() => wait.WaitAsync(Bench.Patience))).ShouldBe(full);
        await host.DisposeAsync();
        bench.MaxPages = 0;
        await bench.OpenAsync();
        (await bench.Host.RunStore.ListAsync("k/", null, 1000, bench.Token)).Count.ShouldBe(acknowledged - 1);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_or_started_before_its_commit()
    {
        var ran = false;
        await using var bench = new Bench
        {
            DiesAt = (point, commit) => commit == 2 && point == CommitPoint.Before,
            Registry = new EmbeddedRegistry()
                .AddActivity<int, int>("a", (n, _) =>
                {
                    ran = true;
                    return Task.FromResult(n);
                })
                .AddOrchestration<int, int>("o", (context, n) =>
                {
                    context.SetCustomStatus("calling");
                    return context.CallActivityAsync<int, int>("a", n);
                }),
        };
        var host = await bench.OpenAsync();
        (await bench.ScheduleAsync("o", "i", 7)).ShouldBeTrue();
        await host.WriterEnded.WaitAsync(Bench.Patience);
        ran.ShouldBeFalse();
        var state = (await bench.Instances.GetAsync("i", bench.Token)).ShouldNotBeNull();
        state.Status.ShouldBe(InstanceStatus.Pending);
        state.CustomStatus.ShouldBeNull();
        bench.DiesAt = null;
        await bench.KillAndRecoverAsync();
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(7);
    }
}
