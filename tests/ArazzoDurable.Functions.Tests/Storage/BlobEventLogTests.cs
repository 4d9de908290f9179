using ArazzoDurable.Contracts;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Events;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Storage;

[Collection(AzuriteTests.Name)]
public sealed class BlobEventLogTests : EventLogContract, IDisposable
{
    static readonly EventLogLimits Small = new() { Kept = 30, SegmentEntries = 10 };

    readonly CountingHandler calls = new(new SocketsHttpHandler());
    readonly string name = $"t-{Guid.NewGuid():N}";
    readonly Azurite azurite;
    readonly BlobContainer container;
    readonly CancellationTokenSource ended = new(TimeSpan.FromMinutes(2));

    public BlobEventLogTests(Azurite azurite)
    {
        this.azurite = azurite;
        container = azurite.Container(name, calls);
        Log = NewLog();
    }

    protected override IEventLog Log { get; }

    protected override CancellationToken Token => ended.Token;

    public void Dispose()
    {
        ended.Cancel();
        container.Dispose();
        calls.Dispose();
        ended.Dispose();
    }

    [StoreFact]
    public async Task Appends_that_come_at_once_share_transactions()
    {
        await AppendAsync("r", (0, "first"));
        var before = calls.Count;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => AppendAsync("r", (n, "a"))));

        (calls.Count - before).ShouldBeLessThan(20);
    }

    [StoreFact]
    public async Task Append_is_one_transaction_and_so_is_a_read_at_the_end()
    {
        await AppendAsync("r", (0, "a"));
        await Log.ReadAsync("r", 0, 10, Token);
        var before = calls.Count;

        await AppendAsync("r", (0, "b"));
        (calls.Count - before).ShouldBe(1);
        (await TextsAsync("r", after: 1)).ShouldBe(["b"]);
        (calls.Count - before).ShouldBe(2);
        (await TextsAsync("r", after: 2)).ShouldBeEmpty();
        (await Log.ReadItemAsync("r", 0, 5, Token)).Length.ShouldBe(2);
        calls.Statuses.Skip(before).ShouldAllBe(status => status < 300, "no errors in the account's metrics");
    }

    [StoreFact]
    public async Task Two_hosts_that_append_at_once_leave_no_gap_and_tell_nothing_twice()
    {
        var hosts = Enumerable.Range(0, 2).Select(_ => NewLog(Small with { Kept = 1000, SegmentBlocks = 4, BlockBytes = 300 })).ToArray();

        await Task.WhenAll(hosts.SelectMany((host, index) => Enumerable.Range(0, 60).Select(async n =>
        {
            await host.AppendAsync("r", [Entry(n, "both")], Token);
            await host.AppendAsync("r", [Entry(n, $"by {index}"), Entry(n, $"also by {index}")], Token);
        })));

        foreach (var reader in (BlobEventLog[])[.. hosts, NewLog()])
        {
            var entries = (await reader.ReadAsync("r", 0, 1000, Token)).Entries;
            entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 300).Select(n => (long)n));
            entries.Select(entry => (entry.Item, Text(entry))).Distinct().Count().ShouldBe(300);
        }
        (await SegmentNames.ListAsync(container, "r", Token)).Count.ShouldBeGreaterThan(5);
    }

    [StoreFact]
    public async Task Entry_that_another_host_or_an_earlier_one_appended_is_left_out()
    {
        await NewLog().AppendAsync("r", [Entry(0, "a")], Token);
        await AppendAsync("r", (0, "a"), (0, "b"));
        await NewLog().AppendAsync("r", [Entry(0, "b"), Entry(0, "c")], Token);
        await AppendAsync("r", (0, "c"), (0, "d"));

        (await TextsAsync("r")).ShouldBe(["a", "b", "c", "d"]);
    }

    [StoreFact]
    public async Task Entries_beyond_what_is_kept_are_dropped_segment_by_segment()
    {
        var log = NewLog(Small);
        var reader = NewLog(Small);
        foreach (var n in Enumerable.Range(0, 95))
        {
            await log.AppendAsync("r", [Entry(n % 5, $"{n}")], Token);
            if (n == 12)
                (await reader.ReadAsync("r", 0, 100, Token)).Entries.Length.ShouldBe(13);
        }

        foreach (var one in (BlobEventLog[])[log, reader, NewLog(Small)])
        {
            var page = await one.ReadAsync("r", 0, 1000, Token);
            page.First.ShouldBe(61);
            page.Entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(61, 35).Select(n => (long)n));
            (await one.ReadAsync("r", 92, 2, Token)).Entries.Select(entry => entry.Sequence).ShouldBe([93L, 94L]);
            (await one.ReadItemAsync("r", 2, 4, Token)).Select(Text).ShouldBe(["77", "82", "87", "92"]);
            (await one.ReadItemAsync("r", 2, 400, Token)).Length.ShouldBe(7);
        }
        await NewLog(Small).AppendAsync("r", [Entry(2, "92"), Entry(2, "new")], Token);
        (await TextsAsync("r", after: 94)).ShouldBe(["94", "new"]);
    }

    [StoreFact]
    public async Task Reader_follows_another_host_over_segments_and_a_wait_ends_by_looking()
    {
        var (writer, reader) = (NewLog(Small with { Kept = 1000 }), NewLog());
        var seen = new List<string>();
        var writing = Task.Run(async () =>
        {
            foreach (var n in Enumerable.Range(0, 40))
                await writer.AppendAsync("r", [Entry(n, $"{n}")], Token);
        });
        while (seen.Count < 40)
        {
            await reader.WaitAsync("r", seen.Count, Token);
            seen.AddRange((await reader.ReadAsync("r", seen.Count, 7, Token)).Entries.Select(Text));
        }
        await writing;
        seen.ShouldBe(Enumerable.Range(0, 40).Select(n => $"{n}"));
    }

    [StoreFact]
    public async Task Wait_that_is_given_up_is_forgotten()
    {
        var log = (BlobEventLog)Log;
        using var giveUp = new CancellationTokenSource();
        var wait = log.WaitAsync("r", 0, giveUp.Token);
        log.Waited.ShouldBe(1);

        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        log.Waited.ShouldBe(0);
    }

    [StoreFact]
    public async Task Segments_are_removed_whole_until_as_many_entries_are_gone()
    {
        var log = NewLog(Small with { Kept = 1000 });
        foreach (var n in Enumerable.Range(0, 25))
            await log.AppendAsync("r", [Entry(n, "a")], Token);

        (await log.DeleteAsync("r", 3, Token)).ShouldBe(3);
        (await NewLog().ReadAsync("r", 0, 100, Token)).First.ShouldBe(11);
        (await log.ReadAsync("r", 0, 100, Token)).Entries.Length.ShouldBe(15);
        (await log.DeleteAsync("r", 12, Token)).ShouldBe(12);
        (await log.DeleteAsync("r", 12, Token)).ShouldBe(0);
        (await log.ReadAsync("r", 0, 100, Token)).First.ShouldBe(0);
    }

    [StoreFact]
    public async Task Host_that_appends_to_a_log_that_another_one_removed_begins_it_anew()
    {
        await AppendAsync("r", (0, "a"), (0, "b"));
        await NewLog().DeleteAsync("r", 100, Token);

        await AppendAsync("r", (0, "c"));

        (await Log.ReadAsync("r", 0, 9, Token)).Entries.Select(entry => (entry.Sequence, Text(entry))).ShouldBe([(1L, "c")]);
    }

    [StoreFact]
    public async Task Entries_of_a_run_without_a_log_are_dropped_where_another_entry_opens_it()
    {
        var hosts = Enumerable.Range(0, 2).Select(_ => new BlobEventLog(container, TimeProvider.System, "run.created")).ToArray();
        foreach (var host in hosts)
            await host.AppendAsync("r", [Entry(0, "early"), Entry(0, "run.created")], Token);
        (await SegmentNames.ListAsync(container, "r", Token)).ShouldBeEmpty();

        await hosts[0].AppendAsync("r", [Entry(null, "run.created"), Entry(0, "a")], Token);
        await hosts[1].AppendAsync("r", [Entry(0, "b")], Token);
        (await TextsAsync("r")).ShouldBe(["run.created", "a", "b"]);

        await hosts[0].DeleteAsync("r", 100, Token);
        foreach (var host in hosts)
            await host.AppendAsync("r", [Entry(0, "late")], Token);
        (await SegmentNames.ListAsync(container, "r", Token)).ShouldBeEmpty("nobody would remove it any more");
        (await hosts[0].ReadAsync("r", 0, 9, Token)).Entries.ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Log_that_another_entry_opens_goes_on_over_segments()
    {
        foreach (var n in Enumerable.Range(0, 25))
            await new BlobEventLog(container, TimeProvider.System, Small, "run.created").AppendAsync("r", [n == 0 ? Entry(null, "run.created") : Entry(n, "a")], Token);

        (await Log.ReadAsync("r", 0, 100, Token)).Entries.Length.ShouldBe(25);
    }

    [StoreFact]
    public async Task Append_that_loses_again_and_again_makes_room_for_others()
    {
        var time = new PatientTime();
        using var behind = new InterferingHandler();
        using var contended = azurite.Container(name, behind);
        var log = new BlobEventLog(contended, time);
        await log.AppendAsync("r", [Entry(0, "first")], Token);
        var (others, number) = (NewLog(), 0);
        behind.Before = () => others.AppendAsync("r", [Entry(number, "other")], Token);

        foreach (var losses in (int[])[1, 6])
        {
            number += 100;
            (behind.Left, behind.Next) = (losses, () => number++);
            await log.AppendAsync("r", [Entry(number, $"after {losses}")], Token);
        }

        time.Delays.Count.ShouldBe(5, "none after a single loss, and one after each further one");
        foreach (var (index, pause) in time.Delays.Index())
            pause.ShouldBeInRange(TimeSpan.FromMilliseconds(5 << index), TimeSpan.FromMilliseconds(10 << index));
        (await TextsAsync("r")).Length.ShouldBe(1 + 1 + 1 + 6 + 1);
    }

    [StoreFact]
    public async Task Segment_that_was_closed_by_a_host_that_died_is_followed_by_the_next_one()
    {
        var closed = new System.Buffers.ArrayBufferWriter<byte>();
        LogFrame.Write(closed, 1, Entry(0, "a"));
        LogFrame.WriteClosing(closed, 2);
        await container.CreateAppendBlobAsync("events/r/000000000001", Token);
        await container.AppendAsync("events/r/000000000001", closed.WrittenMemory, 0, Token);
        (await TextsAsync("r")).ShouldBe(["a"]);
        (await TextsAsync("r", after: 1)).ShouldBeEmpty();

        await AppendAsync("r", (0, "a"), (0, "b"));

        (await TextsAsync("r")).ShouldBe(["a", "b"]);
    }

    [StoreFact]
    public async Task Append_beyond_a_block_is_refused_and_many_that_fill_several_are_written()
    {
        var log = NewLog(Small with { BlockBytes = 1000, SegmentEntries = 1000, Kept = 1000 });
        var (large, fits) = (new LogEntry(0, "large", new byte[1000]), new byte[900]);

        (await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync("r", [large], Token))).Message.ShouldStartWith(
            "These entries have 1,023 bytes together; at most 1,000 are appended as one.");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => log.AppendAsync("r", [new LogEntry(n, "fits", fits)], Token)));

        (await log.ReadAsync("r", 0, 100, Token)).Entries.Length.ShouldBe(50);
    }

    [StoreFact]
    public async Task Log_that_is_read_in_pieces_is_read_whole()
    {
        await Log.AppendAsync("r", [.. Enumerable.Range(0, 3000).Select(n => new LogEntry(n, "a", new byte[n % 700]))], Token);

        var pieces = NewLog(new EventLogLimits { ReadBytes = 1000, BytesInMemory = 1, KeysInMemory = 1 });
        await pieces.AppendAsync("r", [Entry(0, "a"), Entry(0, "b")], Token);

        (await pieces.ReadAsync("r", 0, 5000, Token)).Entries.Select(entry => entry.Value.Length).ShouldBe([.. Enumerable.Range(0, 3000).Select(n => n % 700), 1]);
    }

    [StoreFact]
    public async Task Damaged_log_is_told_and_not_taken_for_an_end()
    {
        await AppendAsync("r", (0, "a"));
        await container.CreateAppendBlobAsync("events/s/000000000001", Token);
        await container.AppendAsync("events/s/000000000001", new byte[] { 40, 0, 0, 0, 1 }, 0, Token);

        var reader = NewLog();
        foreach (var _ in Enumerable.Range(0, 2))
            (await Should.ThrowAsync<StoreFailedException>(() => reader.ReadAsync("s", 0, 9, Token))).Message.ShouldBe("The event log 'events/s/000000000001' is damaged: it ends within an entry.");
        (await Should.ThrowAsync<StoreFailedException>(() => AppendAsync("s", (0, "a")))).Message.ShouldContain("is damaged");
    }

    /// <summary>A connection over which somebody else always comes first.</summary>
    sealed class InterferingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        /// <summary>How many appends are still to come too late.</summary>
        public int Left { get; set; }

        /// <summary>What somebody else does before an append.</summary>
        public Func<Task> Before { get; set; } = () => Task.CompletedTask;

        /// <summary>What follows it.</summary>
        public Action Next { get; set; } = () => { };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Left > 0 && request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal))
            {
                Left--;
                await Before();
                Next();
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }

    BlobEventLog NewLog(EventLogLimits? limits = null) => new(container, TimeProvider.System, limits ?? new EventLogLimits { LookEvery = TimeSpan.FromMilliseconds(100) });
}
