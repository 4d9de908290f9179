using ArazzoDurable.Contracts;
using ArazzoDurable.Embedded.Events;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Events;

public sealed class EventLogTests : EventLogContract, IAsyncLifetime, IAsyncDisposable
{
    readonly Bench bench = new();

    protected override IEventLog Log => bench.Host.EventLog;

    protected override CancellationToken Token => bench.Token;

    public Task InitializeAsync() => bench.OpenAsync();

    public Task DisposeAsync() => bench.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => bench.DisposeAsync();

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
}
