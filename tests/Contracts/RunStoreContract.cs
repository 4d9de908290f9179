using System.Text;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Contracts;

/// <summary>What every run store is held to, whatever it is made of.</summary>
public abstract class RunStoreContract
{
    /// <summary>The store; empty when a test begins.</summary>
    protected abstract IRunStore Store { get; }

    protected abstract CancellationToken Token { get; }

    [StoreFact]
    public async Task Create_takes_only_a_free_key()
    {
        (await Store.TryCreateAsync("runs/1", Bytes("a"), Token)).ShouldNotBeNull();
        (await Store.TryCreateAsync("runs/1", Bytes("b"), Token)).ShouldBeNull();
        (await ReadAsync("runs/1")).ShouldBe("a");
        (await Store.ReadAsync("runs/2", Token)).ShouldBeNull();
    }

    [StoreFact]
    public async Task Replace_needs_the_present_tag()
    {
        var first = (await Store.TryCreateAsync("r", Bytes("a"), Token)).ShouldNotBeNull();
        var second = (await Store.TryReplaceAsync("r", Bytes("b"), first, Token)).ShouldNotBeNull();
        (await Store.TryReplaceAsync("r", Bytes("c"), first, Token)).ShouldBeNull();
        (await Store.TryReplaceAsync("r", Bytes("c"), "no tag", Token)).ShouldBeNull();
        (await Store.TryReplaceAsync("r", Bytes("c"), "*", Token)).ShouldBeNull();
        (await Store.TryReplaceAsync("other", Bytes("c"), second, Token)).ShouldBeNull();
        (await Store.ReadAsync("r", Token))!.EntityTag.ShouldBe(second);
        await Store.PutAsync("r", Bytes("d"), Token);
        (await Store.TryReplaceAsync("r", Bytes("e"), second, Token)).ShouldBeNull();
        (await ReadAsync("r")).ShouldBe("d");
    }

    [StoreFact]
    public async Task One_of_many_who_replace_at_once_wins()
    {
        var tag = (await Store.TryCreateAsync("r", Bytes("a"), Token)).ShouldNotBeNull();
        var tags = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Store.TryReplaceAsync("r", Bytes($"{n}"), tag, Token)));
        tags.Count(one => one is not null).ShouldBe(1);
    }

    [StoreFact]
    public async Task Delete_needs_the_present_tag()
    {
        var first = (await Store.TryCreateAsync("r", Bytes("a"), Token)).ShouldNotBeNull();
        var second = (await Store.TryReplaceAsync("r", Bytes("b"), first, Token)).ShouldNotBeNull();
        (await Store.TryDeleteAsync("r", first, Token)).ShouldBeFalse();
        (await Store.TryDeleteAsync("r", "no tag", Token)).ShouldBeFalse();
        (await ReadAsync("r")).ShouldBe("b");
        (await Store.TryDeleteAsync("r", second, Token)).ShouldBeTrue();
        (await Store.TryDeleteAsync("r", second, Token)).ShouldBeFalse();
        (await Store.ReadAsync("r", Token)).ShouldBeNull();
    }

    [StoreTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tag_of_a_key_that_was_removed_does_not_fit_the_key_that_is_taken_anew(bool isPut)
    {
        var before = (await Store.TryCreateAsync("r", Bytes("a"), Token)).ShouldNotBeNull();
        (await Store.DeleteAsync("r", 1, Token)).ShouldBe(1);
        if (isPut)
            await Store.PutAsync("r", Bytes("b"), Token);
        else
            await Store.TryCreateAsync("r", Bytes("b"), Token);
        (await Store.TryReplaceAsync("r", Bytes("c"), before, Token)).ShouldBeNull();
        (await Store.TryDeleteAsync("r", before, Token)).ShouldBeFalse();
        (await ReadAsync("r")).ShouldBe("b");
    }

    [StoreFact]
    public async Task List_is_by_prefix_in_byte_order_by_pages()
    {
        foreach (var key in (string[])["p/b", "p/a", "p/B", "p/a/x", "p/a.x", "p0", "p/a:x", "q", "o/z"])
            await Store.PutAsync(key, Bytes(key), Token);
        (await KeysAsync("p/", null, 100)).ShouldBe(["p/B", "p/a", "p/a.x", "p/a/x", "p/a:x", "p/b"]);
        (await KeysAsync("p/", null, 2)).ShouldBe(["p/B", "p/a"]);
        (await KeysAsync("p/", "p/a", 2)).ShouldBe(["p/a.x", "p/a/x"]);
        (await KeysAsync("", "p/b", 9)).ShouldBe(["p0", "q"]);
        (await Store.ListAsync("p/", "p/B", 1, Token)).Select(entry => Encoding.UTF8.GetString(entry.Stored.Value.Span)).ShouldBe(["p/a"]);
    }

    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Pages_follow_each_other_and_find_what_was_written_behind_their_last_key(int top)
    {
        for (var n = 0; n < 20; n += 2)
            await Store.PutAsync($"p/{n:D2}", Bytes("x"), Token);
        foreach (var round in Enumerable.Range(0, 2))
        {
            var seen = new List<string>();
            while (await Store.ListKeysAsync("p/", seen.LastOrDefault(), top, Token) is { Count: > 0 } page)
            {
                page.Count.ShouldBeLessThanOrEqualTo(top);
                seen.AddRange(page);
            }
            seen.ShouldBe(Enumerable.Range(0, 20).Where(n => round == 1 || n % 2 == 0).Select(n => $"p/{n:D2}"));
            for (var n = 1; n < 20; n += 2)
                await Store.PutAsync($"p/{n:D2}", Bytes("x"), Token);
        }
    }

    [StoreFact]
    public async Task Entries_are_removed_by_prefix_the_first_ones_first()
    {
        foreach (var key in (string[])["p/c", "p/a", "p/b", "p0", "q/a"])
            await Store.PutAsync(key, Bytes(key), Token);

        (await Store.DeleteAsync("p/", 2, Token)).ShouldBe(2);
        (await Store.ListKeysAsync("p", null, 9, Token)).ShouldBe(["p/c", "p0"]);
        (await Store.DeleteAsync("p/", 2, Token)).ShouldBe(1);
        (await Store.DeleteAsync("p/", 2, Token)).ShouldBe(0);

        (await Store.ListKeysAsync("", null, 9, Token)).ShouldBe(["p0", "q/a"]);
        (await Store.TryCreateAsync("p/a", Bytes("new"), Token)).ShouldNotBeNull();
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public async Task Key_that_is_none_is_refused(string key) =>
        (await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync(key, Bytes("x"), Token))).Message.ShouldStartWith($"'{key}' is no key: ");

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await Store.ReadAsync(key, Token)).ShouldNotBeNull().Value.Span);

    async Task<IEnumerable<string>> KeysAsync(string prefix, string? after, int top) =>
        (await Store.ListAsync(prefix, after, top, Token)).Select(entry => entry.Key);
}
