using ArazzoDurable.Contracts;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Runs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Storage;

[Collection(AzuriteTests.Name)]
public sealed class BlobRunStoreTests(Azurite azurite) : RunStoreContract, IDisposable
{
    readonly BlobContainer container = azurite.NewContainer();
    readonly CancellationTokenSource ended = new(TimeSpan.FromMinutes(2));
    BlobRunStore? store;

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
}
