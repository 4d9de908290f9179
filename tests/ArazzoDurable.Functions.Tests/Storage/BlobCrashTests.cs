using System.Collections.Concurrent;
using ArazzoDurable.Contracts;
using ArazzoDurable.Functions.Storage.Events;
using ArazzoDurable.Functions.Storage.Runs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>What happens when answers are lost, and when the service dies.</summary>
[Collection(AzuriteTests.Name)]
public sealed class BlobCrashTests(Azurite azurite)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [StoreFact]
    public async Task Answers_that_are_lost_lose_no_entry_and_tell_none_twice()
    {
        using var losing = new LosingHandler();
        using var container = azurite.NewContainer(losing, new PatientTime());
        using var intact = new CancellationTokenSource(Patience);
        var hosts = Enumerable.Range(0, 2).Select(_ => new BlobEventLog(container, TimeProvider.System, new EventLogLimits { SegmentEntries = 20 })).ToArray();

        foreach (var n in Enumerable.Range(0, 100))
            await Task.WhenAll(hosts.Select((host, index) => host.AppendAsync("r", [new LogEntry(n, $"{index}", new byte[10])], intact.Token)));

        losing.Lost.ShouldBeGreaterThan(50);
        losing.LosesNothing = true;
        var entries = (await new BlobEventLog(container, TimeProvider.System).ReadAsync("r", 0, 1000, intact.Token)).Entries;
        entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 200).Select(n => (long)n));
        entries.GroupBy(entry => entry.Item).ShouldAllBe(item => item.Count() == 2);
    }

    [StoreFact]
    public async Task Answers_that_are_lost_leave_the_one_who_wrote_knowing_it()
    {
        using var losing = new LosingHandler();
        using var container = azurite.NewContainer(losing, new PatientTime());
        var store = new BlobRunStore(container);

        foreach (var n in Enumerable.Range(0, 30))
        {
            var tag = (await store.TryCreateAsync($"k/{n}", "a"u8.ToArray(), default)).ShouldNotBeNull();
            tag = (await store.TryReplaceAsync($"k/{n}", "b"u8.ToArray(), tag, default)).ShouldNotBeNull();
            (await store.TryCreateAsync($"k/{n}", "a"u8.ToArray(), default)).ShouldBeNull();
            tag = (await store.TryReplaceAsync($"k/{n}", "b"u8.ToArray(), tag, default)).ShouldNotBeNull("the same bytes once more");
            (await store.TryDeleteAsync($"k/{n}", tag, default)).ShouldBeTrue();
        }
        losing.Lost.ShouldBeGreaterThan(30);
    }

    [StoreFact]
    public async Task Kill_of_the_service_amid_appends_leaves_a_log_without_gaps_and_what_it_had_saved()
    {
        using var mortal = new Azurite();
        await mortal.StartAsync();
        using var container = mortal.NewContainer();
        using var patience = new CancellationTokenSource(Patience);
        var log = new BlobEventLog(container, TimeProvider.System, new EventLogLimits { SegmentEntries = 100 });
        foreach (var n in Enumerable.Range(0, 150))
            await log.AppendAsync("r", [new LogEntry(n, "before", new byte[10])], patience.Token);
        // Unlike the service that it stands for, Azurite acknowledges before it saves.
        await mortal.SavedAsync(patience.Token);

        var isBack = false;
        var acknowledged = new ConcurrentBag<int>();
        var appends = Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            for (var n = lane * 100_000; !isBack; n++)
            {
                await AppendAsync(log, n);
                acknowledged.Add(n);
            }
        })).ToArray();
        while (acknowledged.Count < 40)
            await Task.Delay(5, patience.Token);
        mortal.Kill();
        await mortal.StartAsync();
        isBack = true;
        await Task.WhenAll(appends);
        // What is done again after a crash is appended again, by a host that begins anew.
        var next = new BlobEventLog(container, TimeProvider.System);
        await Task.WhenAll(acknowledged.Select(n => AppendAsync(next, n)));

        var entries = (await new BlobEventLog(container, TimeProvider.System).ReadAsync("r", 0, 100_000, patience.Token)).Entries;
        entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 150 + acknowledged.Count).Select(n => (long)n));
        entries.Take(150).Select(entry => entry.Item).ShouldBe(Enumerable.Range(0, 150).Select(n => (int?)n));
        entries.Skip(150).Select(entry => entry.Item).Order().ShouldBe(acknowledged.Select(n => (int?)n).Order());

        Task AppendAsync(BlobEventLog log, int n) => log.AppendAsync("r", [new LogEntry(n, "amid", new byte[10])], patience.Token);
    }

    /// <summary>A connection that breaks after every other write was carried out, before its answer arrives.</summary>
    sealed class LosingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        int writes;
        int lost;

        public int Lost => lost;

        public bool LosesNothing { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (LosesNothing || request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || Interlocked.Increment(ref writes) % 2 == 0)
                return response;
            response.Dispose();
            Interlocked.Increment(ref lost);
            throw new HttpRequestException("The answer was lost.");
        }
    }
}
