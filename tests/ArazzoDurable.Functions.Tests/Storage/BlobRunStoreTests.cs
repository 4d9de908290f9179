using ArazzoDurable.Contracts;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Runs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Storage;

[Collection(AzuriteTests.Name)]
public sealed class BlobRunStoreTests : RunStoreContract, IDisposable
{
    readonly Azurite azurite;
    readonly string name;
    readonly BlobContainer container;
    readonly CancellationTokenSource ended = new(TimeSpan.FromMinutes(2));
    BlobRunStore? store;

    public BlobRunStoreTests(Azurite azurite)
    {
        this.azurite = azurite;
        name = $"t-{Guid.NewGuid():N}";
        container = azurite.Container(name);
    }

    protected override IRunStore Store => store ??= new BlobRunStore(container);

    protected override CancellationToken Token => ended.Token;

    public void Dispose()
    {
        container.Dispose();
        ended.Dispose();
    }

    [StoreFact]
    public async Task Value_of_ten_megabytes_and_an_empty_one_come_back_as_they_were()
    {
        var large = new byte[10_000_000];
        new Random(7).NextBytes(large);
        await Store.PutAsync("large", large, Token);
        await Store.PutAsync("empty", ReadOnlyMemory<byte>.Empty, Token);

        (await Store.ReadAsync("large", Token))!.Value.ToArray().ShouldBe(large);
        (await Store.ReadAsync("empty", Token))!.Value.Length.ShouldBe(0);
    }

    [StoreTheory]
    [InlineData("a.")]
    [InlineData("a./b")]
    [InlineData("..")]
    public async Task Key_with_a_dot_at_the_end_of_a_segment_is_refused(string key) =>
        (await Should.ThrowAsync<ArgumentException>(() => Store.ReadAsync(key, Token))).Message.ShouldStartWith(
            $"'{key}' is no key: a segment ends with a dot, which names of blobs do not keep.");

    [StoreTheory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_are_right_whatever_a_call_lists_and_whoever_asks(int mostListed)
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Store.PutAsync($"p/{n:D2}", new byte[1], Token)));
        var known = new KeyList(container, "store/", mostListed);
        string? after = null;
        foreach (var page in Enumerable.Range(0, 40).Select(n => $"p/{n:D2}").Chunk(6))
        {
            (await known.ReadAsync("p/", after, 6, Token)).ShouldBe(page);
            (await new KeyList(container, "store/", mostListed).ReadAsync("p/", after, 6, Token)).ShouldBe(page, ignoreOrder: false, "without a marker as with one");
            after = page[^1];
        }
        (await known.ReadAsync("p/", after, 6, Token)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task List_that_begins_near_a_place_that_was_passed_is_walked_from_there()
    {
        using var calls = new CountingHandler(new SocketsHttpHandler());
        using var counted = azurite.Container(name, calls);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Store.PutAsync($"p/{2 * n:D3}", new byte[1], Token)));
        var keys = new KeyList(counted, "store/", mostListed: 5);

        (await CountAsync("p/113", "p/114")).ShouldBeGreaterThan(11, "each page before it is walked once");
        (await CountAsync("p/105", "p/106")).ShouldBeLessThanOrEqualTo(3);
        (await CountAsync("p/091", "p/092")).ShouldBeLessThanOrEqualTo(3);
        (await CountAsync("p/005", "p/006")).ShouldBeLessThanOrEqualTo(3);

        // Whatever was written or removed since around the places that are known is found, or is not.
        foreach (var n in Enumerable.Range(0, 119).Where(n => n % 2 == 1))
            await Store.PutAsync($"p/{n:D3}", new byte[1], Token);
        foreach (var n in Enumerable.Range(0, 119).Where(n => n % 5 == 0))
            await Store.TryDeleteAsync($"p/{n:D3}", (await Store.ReadAsync($"p/{n:D3}", Token))!.EntityTag, Token);
        foreach (var n in Enumerable.Range(0, 119))
        {
            (await keys.ReadAsync("p/", $"p/{n:D3}", 4, Token)).ShouldBe(
                Enumerable.Range(n + 1, 118 - n).Where(next => next % 5 != 0).Take(4).Select(next => $"p/{next:D3}"));
        }

        async Task<int> CountAsync(string after, string first)
        {
            var before = calls.Count;
            (await keys.ReadAsync("p/", after, 1, Token)).ShouldBe([first]);
            return calls.Count - before;
        }
    }
}
