using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ArazzoDurable.Embedded.Events;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Events;

public sealed class EventLogTests : IAsyncLifetime, IAsyncDisposable
{
    readonly Bench bench = new();

    IEventLog Log => bench.Host.EventLog;

    public Task InitializeAsync() => bench.OpenAsync();

    public Task DisposeAsync() => bench.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Entries_of_a_run_are_numbered_in_their_order()
    {
        await AppendAsync("r", (null, "a"), (0, "b"));
        await AppendAsync("other", (null, "x"));
        await AppendAsync("r", (1, "c"));

        var page = await Log.ReadAsync("r", 0, 10, bench.Token);

        page.First.ShouldBe(1);
        page.Entries.Select(entry => (entry.Sequence, entry.Item, Text(entry))).ShouldBe([(1L, null, "a"), (2L, 0, "b"), (3L, 1, "c")]);
        (await TextsAsync("r", after: 1, top: 1)).ShouldBe(["b"]);
        var none = await Log.ReadAsync("nobody", 0, 10, bench.Token);
        (none.First, none.Entries.Length).ShouldBe((0L, 0));
    }

    [Fact]
    public async Task Entry_whose_key_its_item_has_is_left_out_and_leaves_no_gap()
    {
        await AppendAsync("r", (0, "a"), (0, "a"), (1, "a"), (null, "a"));
        await AppendAsync("r", (0, "a"), (0, "b"));

        var entries = (await Log.ReadAsync("r", 0, 10, bench.Token)).Entries;

        entries.Select(entry => (entry.Sequence, entry.Item, Text(entry))).ShouldBe([(1L, 0, "a"), (2L, 1, "a"), (3L, null, "a"), (4L, 0, "b")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Append_with_a_key_that_is_none_appends_nothing(string key)
    {
        await Should.ThrowAsync<ArgumentException>(() => AppendAsync("r", (0, "a"), (0, key)));

        (await TextsAsync("r")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Entries_handed_over_are_durable_with_the_next_write_in_one_transaction()
    {
        var before = bench.Host.Commits;

        for (var number = 0; number < 20; number++)
        {
            await Log.HandOverAsync("r", [Entry(number, "a")], bench.Token);
            await bench.Host.RunStore.PutAsync("values/r/a", new byte[] { 1 }, bench.Token);
            (await TextsAsync("r")).Length.ShouldBe(number + 1);
        }

        // On a machine that holds a thread up for long, an entry may go before its write.
        (bench.Host.Commits - before).ShouldBeInRange(20, 25);
    }

    [Fact]
    public async Task Entries_handed_over_that_nothing_follows_are_written_all_the_same()
    {
        await Log.HandOverAsync("r", [Entry(0, "a")], bench.Token);

        await Log.WaitAsync("r", 0, bench.Token).WaitAsync(Bench.Patience);

        (await TextsAsync("r")).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Entries_handed_over_are_written_before_the_host_is_closed()
    {
        await Log.HandOverAsync("r", [Entry(0, "a")], bench.Token);

        await bench.Host.DisposeAsync();
        await bench.OpenAsync();

        (await TextsAsync("r")).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Append_that_died_before_its_commit_left_nothing_and_one_after_it_left_all()
    {
        foreach (var (point, left) in new[] { (CommitPoint.Before, 0), (CommitPoint.After, 3) })
        {
            await using var dying = new Bench { DiesAt = (at, _) => at == point };
            var host = await dying.OpenAsync();
            _ = host.EventLog.AppendAsync("r", [Entry(0, "a"), Entry(0, "b"), Entry(1, "c")], dying.Token);
            await host.WriterEnded.WaitAsync(Bench.Patience);
            dying.DiesAt = null;
            await dying.KillAndRecoverAsync();

            (await dying.Host.EventLog.ReadAsync("r", 0, 10, dying.Token)).Entries.Length.ShouldBe(left);
        }
    }

    [Fact]
    public async Task Sequence_has_no_gap_across_kills_and_redeliveries()
    {
        foreach (var round in Enumerable.Range(0, 10))
        {
            await AppendAsync("r", (0, $"{round}"), (1, $"{round}"));
            await bench.KillAndRecoverAsync();
            await AppendAsync("r", (0, $"{round}"), (1, $"{round}"));
        }

        var entries = (await Log.ReadAsync("r", 0, 100, bench.Token)).Entries;
        entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 20).Select(number => (long)number));
    }

    [Fact]
    public async Task Appends_that_come_at_once_share_commits_and_leave_no_gap()
    {
        var before = bench.Host.Commits;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => AppendAsync("r", (n, "a"))));

        (await Log.ReadAsync("r", 0, 1000, bench.Token)).Entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 500).Select(n => (long)n));
        (bench.Host.Commits - before).ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData(1, 5, 5)]
    [InlineData(10, 95, 81)]
    [InlineData(1500, 2999, 501)]
    public async Task Entries_beyond_what_is_kept_are_dropped_now_and_then(int kept, int appended, int first)
    {
        await using var trimmed = new Bench { KeptEvents = kept };
        var host = await trimmed.OpenAsync();
        await host.EventLog.AppendAsync("r", [.. Enumerable.Range(0, appended).Select(n => Entry(n, "a"))], trimmed.Token);
        await host.EventLog.AppendAsync("other", [Entry(0, "a")], trimmed.Token);

        var page = await host.EventLog.ReadAsync("r", 0, appended, trimmed.Token);

        page.First.ShouldBe(first);
        page.Entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(first, appended - first + 1).Select(n => (long)n));
        (await host.EventLog.ReadAsync("other", 0, 10, trimmed.Token)).First.ShouldBe(1);
    }

    [Fact]
    public async Task Last_entries_of_an_item_are_read_in_their_order_by_their_index()
    {
        foreach (var n in Enumerable.Range(0, 30))
            await AppendAsync("r", (n % 3, $"{n}"));

        var entries = await Log.ReadItemAsync("r", 1, 4, bench.Token);

        entries.Select(Text).ShouldBe(["19", "22", "25", "28"]);
        using var session = SqliteSession.Open(Path.Combine(bench.Folder, "arazzo.db"), readOnly: true);
        var plan = session.Query("EXPLAIN QUERY PLAN " + EventRows.ItemQuery, row => row.GetString(3), "r", 1, 4);
        plan.Single().ShouldEndWith("events USING INDEX events_items (run=? AND item=?)", customMessage: "no sorting, no scan");
    }

    [Fact]
    public async Task Wait_ends_with_the_commit_of_an_entry_of_its_run_and_not_before()
    {
        await AppendAsync("r", (0, "a"));
        await Log.WaitAsync("r", 0, bench.Token).WaitAsync(Bench.Patience);
        var wait = Log.WaitAsync("r", 1, bench.Token);
        var (other, again) = (Log.WaitAsync("other", 0, bench.Token), AppendAsync("r", (0, "a")));
        await again;
        wait.IsCompleted.ShouldBeFalse("there was nothing new");

        await AppendAsync("r", (0, "b"));

        await wait.WaitAsync(Bench.Patience);
        (await TextsAsync("r", after: 1)).ShouldBe(["b"], "who is woken finds the entry");
        other.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Wait_is_not_ended_by_an_append_that_was_never_committed()
    {
        await using var dying = new Bench { DiesAt = (at, _) => at == CommitPoint.Before };
        var host = await dying.OpenAsync();
        var wait = host.EventLog.WaitAsync("r", 0, dying.Token);
        _ = host.EventLog.AppendAsync("r", [Entry(0, "a")], dying.Token);
        await host.WriterEnded.WaitAsync(Bench.Patience);

        wait.IsCompleted.ShouldBeFalse();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Closing_ends_waits_and_refuses_further_ones()
    {
        var wait = Log.WaitAsync("r", 0, bench.Token);
        var log = Log;

        await bench.Host.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => wait.WaitAsync(Bench.Patience));
        await Should.ThrowAsync<ObjectDisposedException>(() => log.WaitAsync("r", 0, bench.Token));
    }

    [Fact]
    public async Task Wait_that_is_given_up_is_forgotten()
    {
        var readers = new LogReaders();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var waits = new[] { first, second }.Select(each => readers.WaitAsync("r", () => false, each.Token)).ToList();
        readers.Count.ShouldBe(1);

        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waits[0]);
        readers.Count.ShouldBe(1);
        await second.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waits[1]);

        readers.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Entries_are_removed_the_first_ones_first()
    {
        await AppendAsync("r", (0, "a"), (0, "b"), (1, "c"));
        await AppendAsync("other", (0, "x"));

        (await Log.DeleteAsync("r", 2, bench.Token)).ShouldBe(2);
        (await TextsAsync("r")).ShouldBe(["c"]);
        (await Log.DeleteAsync("r", 2, bench.Token)).ShouldBe(1);

        (await TextsAsync("r")).ShouldBeEmpty();
        (await TextsAsync("other")).ShouldBe(["x"]);
    }

    Task AppendAsync(string run, params (int? Item, string Key)[] entries) =>
        Log.AppendAsync(run, [.. entries.Select(entry => Entry(entry.Item, entry.Key))], bench.Token);

    async Task<ImmutableArray<string>> TextsAsync(string run, long after = 0, int top = 100) =>
        [.. (await Log.ReadAsync(run, after, top, bench.Token)).Entries.Select(Text)];

    static LogEntry Entry(int? item, string key) => new(item, key, Encoding.UTF8.GetBytes(key));

    static string Text(LoggedEntry entry) => Encoding.UTF8.GetString(entry.Value.Span).ToString(CultureInfo.InvariantCulture);
}
