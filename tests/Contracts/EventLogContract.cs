using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Contracts;

/// <summary>What every event log is held to, whatever it is made of.</summary>
public abstract class EventLogContract
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The log; empty when a test begins.</summary>
    protected abstract IEventLog Log { get; }

    protected abstract CancellationToken Token { get; }

    [StoreFact]
    public async Task Entries_of_a_run_are_numbered_in_their_order()
    {
        await AppendAsync("r", (null, "a"), (0, "b"));
        await AppendAsync("other", (null, "x"));
        await AppendAsync("r", (1, "c"));

        var page = await Log.ReadAsync("r", 0, 10, Token);

        page.First.ShouldBe(1);
        page.Entries.Select(entry => (entry.Sequence, entry.Item, Text(entry))).ShouldBe([(1L, null, "a"), (2L, 0, "b"), (3L, 1, "c")]);
        (await TextsAsync("r", after: 1, top: 1)).ShouldBe(["b"]);
        (await TextsAsync("r", after: 3)).ShouldBeEmpty();
        (await TextsAsync("r", after: long.MaxValue)).ShouldBeEmpty();
        var none = await Log.ReadAsync("nobody", 0, 10, Token);
        (none.First, none.Entries.Length).ShouldBe((0L, 0));
    }

    [StoreFact]
    public async Task Entry_whose_key_its_item_has_is_left_out_and_leaves_no_gap()
    {
        await AppendAsync("r", (0, "a"), (0, "a"), (1, "a"), (null, "a"));
        await AppendAsync("r", (0, "a"), (0, "b"));

        var entries = (await Log.ReadAsync("r", 0, 10, Token)).Entries;

        entries.Select(entry => (entry.Sequence, entry.Item, Text(entry))).ShouldBe([(1L, 0, "a"), (2L, 1, "a"), (3L, null, "a"), (4L, 0, "b")]);
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Append_with_a_key_that_is_none_appends_nothing(string key)
    {
        await Should.ThrowAsync<ArgumentException>(() => AppendAsync("r", (0, "a"), (0, key)));

        (await TextsAsync("r")).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Appends_that_come_at_once_leave_no_gap()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => AppendAsync("r", (n, "a"))));

        (await Log.ReadAsync("r", 0, 1000, Token)).Entries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 500).Select(n => (long)n));
    }

    [StoreFact]
    public async Task Last_entries_of_an_item_are_read_in_their_order()
    {
        foreach (var n in Enumerable.Range(0, 30))
            await AppendAsync("r", (n % 3, $"{n}"));

        (await Log.ReadItemAsync("r", 1, 4, Token)).Select(Text).ShouldBe(["19", "22", "25", "28"]);
        (await Log.ReadItemAsync("r", 1, 100, Token)).Length.ShouldBe(10);
        (await Log.ReadItemAsync("r", 7, 4, Token)).ShouldBeEmpty();
        (await Log.ReadItemAsync("nobody", 1, 4, Token)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Wait_ends_with_an_entry_of_its_run_and_not_before()
    {
        await AppendAsync("r", (0, "a"));
        await Log.WaitAsync("r", 0, Token).WaitAsync(Patience);
        var wait = Log.WaitAsync("r", 1, Token);
        var (other, again) = (Log.WaitAsync("other", 0, Token), AppendAsync("r", (0, "a")));
        await again;
        wait.IsCompleted.ShouldBeFalse("there was nothing new");

        await AppendAsync("r", (0, "b"));

        await wait.WaitAsync(Patience);
        (await TextsAsync("r", after: 1)).ShouldBe(["b"], "who is woken finds the entry");
        other.IsCompleted.ShouldBeFalse();
    }

    [StoreFact]
    public async Task Entries_are_removed_of_one_run_and_the_next_one_is_the_first_again()
    {
        await AppendAsync("r", (0, "a"), (0, "b"), (1, "c"));
        await AppendAsync("other", (0, "x"));

        (await Log.DeleteAsync("r", 9, Token)).ShouldBe(3);
        (await Log.DeleteAsync("r", 9, Token)).ShouldBe(0);
        (await TextsAsync("r")).ShouldBeEmpty();
        await AppendAsync("r", (0, "a"));

        (await Log.ReadAsync("r", 0, 9, Token)).Entries.Select(entry => entry.Sequence).ShouldBe([1L]);
        (await TextsAsync("other")).ShouldBe(["x"]);
    }

    protected Task AppendAsync(string run, params (int? Item, string Key)[] entries) =>
        Log.AppendAsync(run, [.. entries.Select(entry => Entry(entry.Item, entry.Key))], Token);

    protected async Task<ImmutableArray<string>> TextsAsync(string run, long after = 0, int top = 100) =>
        [.. (await Log.ReadAsync(run, after, top, Token)).Entries.Select(Text)];

    protected static LogEntry Entry(int? item, string key) => new(item, key, Encoding.UTF8.GetBytes(key));

    protected static string Text(LoggedEntry entry) => Encoding.UTF8.GetString(entry.Value.Span);
}
