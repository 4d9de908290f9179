using System.Text;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Runs;

public sealed class RunStoreTests : IAsyncLifetime, IAsyncDisposable
{
    readonly Bench bench = new();

    IRunStore Store => bench.Host.RunStore;

    public Task InitializeAsync() => bench.OpenAsync();

    public Task DisposeAsync() => bench.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Create_takes_only_a_free_key()
    {
        (await Store.TryCreateAsync("runs/1", Bytes("a"), bench.Token)).ShouldNotBeNull();
        (await Store.TryCreateAsync("runs/1", Bytes("b"), bench.Token)).ShouldBeNull();
        (await ReadAsync("runs/1")).ShouldBe("a");
        (await Store.ReadAsync("runs/2", bench.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Replace_needs_the_present_tag()
    {
        var first = (await Store.TryCreateAsync("r", Bytes("a"), bench.Token)).ShouldNotBeNull();
        var second = (await Store.TryReplaceAsync("r", Bytes("b"), first, bench.Token)).ShouldNotBeNull();
        (await Store.TryReplaceAsync("r", Bytes("c"), first, bench.Token)).ShouldBeNull();
        (await Store.TryReplaceAsync("r", Bytes("c"), "no tag", bench.Token)).ShouldBeNull();
        (await Store.ReadAsync("r", bench.Token))!.EntityTag.ShouldBe(second);
        await Store.PutAsync("r", Bytes("d"), bench.Token);
        (await Store.TryReplaceAsync("r", Bytes("e"), second, bench.Token)).ShouldBeNull();
        (await ReadAsync("r")).ShouldBe("d");
    }

    [Fact]
    public async Task One_of_many_who_replace_at_once_wins()
    {
        var tag = (await Store.TryCreateAsync("r", Bytes("a"), bench.Token)).ShouldNotBeNull();
        var tags = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Store.TryReplaceAsync("r", Bytes($"{n}"), tag, bench.Token)));
        tags.Count(one => one is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Delete_needs_the_present_tag()
    {
        var first = (await Store.TryCreateAsync("r", Bytes("a"), bench.Token)).ShouldNotBeNull();
        var second = (await Store.TryReplaceAsync("r", Bytes("b"), first, bench.Token)).ShouldNotBeNull();
        (await Store.TryDeleteAsync("r", first, bench.Token)).ShouldBeFalse();
        (await Store.TryDeleteAsync("r", "no tag", bench.Token)).ShouldBeFalse();
        (await ReadAsync("r")).ShouldBe("b");
        (await Store.TryDeleteAsync("r", second, bench.Token)).ShouldBeTrue();
        (await Store.TryDeleteAsync("r", second, bench.Token)).ShouldBeFalse();
        (await Store.ReadAsync("r", bench.Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tag_of_a_key_that_was_removed_does_not_fit_the_key_that_is_taken_anew(bool isPut)
    {
        var before = (await Store.TryCreateAsync("r", Bytes("a"), bench.Token)).ShouldNotBeNull();
        (await Store.DeleteAsync("r", 1, bench.Token)).ShouldBe(1);
        if (isPut)
            await Store.PutAsync("r", Bytes("b"), bench.Token);
        else
            await Store.TryCreateAsync("r", Bytes("b"), bench.Token);
        (await Store.TryReplaceAsync("r", Bytes("c"), before, bench.Token)).ShouldBeNull();
        (await Store.TryDeleteAsync("r", before, bench.Token)).ShouldBeFalse();
        (await ReadAsync("r")).ShouldBe("b");
    }

    [Fact]
    public async Task List_is_by_prefix_in_byte_order_by_pages()
    {
        foreach (var key in (string[])["p/b", "p/a", "p/B", "p/a/x", "p/a.x", "p0", "p/a:x", "q", "o/z"])
            await Store.PutAsync(key, Bytes(key), bench.Token);
        (await KeysAsync("p/", null, 100)).ShouldBe(["p/B", "p/a", "p/a.x", "p/a/x", "p/a:x", "p/b"]);
        (await KeysAsync("p/", null, 2)).ShouldBe(["p/B", "p/a"]);
        (await KeysAsync("p/", "p/a", 2)).ShouldBe(["p/a.x", "p/a/x"]);
        (await KeysAsync("", "p/b", 9)).ShouldBe(["p0", "q"]);
    }

    [Fact]
    public async Task Acknowledged_value_survives_a_kill()
    {
        foreach (var n in Enumerable.Range(0, 20))
        {
            await Store.PutAsync($"k/{n}", Bytes($"{n}"), bench.Token);
            await bench.KillAndRecoverAsync();
            (await ReadAsync($"k/{n}")).ShouldBe($"{n}");
        }
    }

    [Fact]
    public async Task Writes_that_wait_together_share_commits()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Store.PutAsync($"k/{n}", Bytes("x"), bench.Token)));
        bench.Host.Commits.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Entries_are_removed_by_prefix_the_first_ones_first()
    {
        foreach (var key in (string[])["p/c", "p/a", "p/b", "p0", "q/a"])
            await Store.PutAsync(key, Bytes(key), bench.Token);

        (await Store.DeleteAsync("p/", 2, bench.Token)).ShouldBe(2);
        (await Store.ListKeysAsync("p", null, 9, bench.Token)).ShouldBe(["p/c", "p0"]);
        (await Store.DeleteAsync("p/", 2, bench.Token)).ShouldBe(1);
        (await Store.DeleteAsync("p/", 2, bench.Token)).ShouldBe(0);
        await bench.KillAndRecoverAsync();

        (await Store.ListKeysAsync("", null, 9, bench.Token)).ShouldBe(["p0", "q/a"]);
        (await Store.TryCreateAsync("p/a", Bytes("new"), bench.Token)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public async Task Key_that_is_none_is_refused(string key) =>
        (await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync(key, Bytes("x"), bench.Token))).Message.ShouldStartWith($"'{key}' is no key: ");

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await Store.ReadAsync(key, bench.Token)).ShouldNotBeNull().Value.Span);

    async Task<IEnumerable<string>> KeysAsync(string prefix, string? after, int top) =>
        (await Store.ListAsync(prefix, after, top, bench.Token)).Select(entry => entry.Key);
}
