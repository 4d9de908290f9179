using System.Text;
using ArazzoDurable.Contracts;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Runs;

public sealed class RunStoreTests : RunStoreContract, IAsyncLifetime, IAsyncDisposable
{
    readonly Bench bench = new();

    protected override IRunStore Store => bench.Host.RunStore;

    protected override CancellationToken Token => bench.Token;

    public Task InitializeAsync() => bench.OpenAsync();

    public Task DisposeAsync() => bench.DisposeAsync().AsTask();

    ValueTask IAsyncDisposable.DisposeAsync() => bench.DisposeAsync();

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
    public async Task Removal_survives_a_kill()
    {
        foreach (var key in (string[])["p/a", "p/b", "q"])
            await Store.PutAsync(key, Bytes(key), bench.Token);
        await Store.DeleteAsync("p/", 9, bench.Token);

        await bench.KillAndRecoverAsync();

        (await Store.ListKeysAsync("", null, 9, bench.Token)).ShouldBe(["q"]);
    }

    [Fact]
    public async Task Writes_that_wait_together_share_commits()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Store.PutAsync($"k/{n}", Bytes("x"), bench.Token)));
        bench.Host.Commits.ShouldBeLessThan(100);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    async Task<string> ReadAsync(string key) => Encoding.UTF8.GetString((await Store.ReadAsync(key, bench.Token)).ShouldNotBeNull().Value.Span);
}
