using System.Collections.Concurrent;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Runs;

/// <summary>
/// A run store whose keys are blobs below <c>store/</c>. Reading, writing or removing a value is one transaction; a page of a list is one or
/// two, and one more for each value that is read.
/// </summary>
/// <param name="container">The container; others may keep blobs beside these in it.</param>
sealed class BlobRunStore(BlobContainer container) : IRunStore
{
    /// <summary>How many values of a list are read, or entries removed, at the same time.</summary>
    public const int AtOnce = 16;

    const string Root = "store/";

    readonly KeyList keys = new(container, Root);

    /// <inheritdoc/>
    public async Task<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        StoreKey.Check(key);
        return await container.GetAsync(Root + key, cancellationToken) is { } blob ? new StoredValue(blob.Content, blob.EntityTag) : null;
    }

    /// <inheritdoc/>
    public Task<string?> TryCreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        StoreKey.Check(key);
        return container.PutAsync(Root + key, value, BlobCondition.Absent, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string?> TryReplaceAsync(string key, ReadOnlyMemory<byte> value, string entityTag, CancellationToken cancellationToken)
    {
        StoreKey.Check(key);
        return IsTag(entityTag) ? await container.PutAsync(Root + key, value, BlobCondition.Unchanged(entityTag), cancellationToken) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TryDeleteAsync(string key, string entityTag, CancellationToken cancellationToken)
    {
        StoreKey.Check(key);
        return IsTag(entityTag) && await container.DeleteAsync(Root + key, entityTag, cancellationToken);
    }

    /// <inheritdoc/>
    public Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        StoreKey.Check(key);
        return container.PutAsync(Root + key, value, BlobCondition.None, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEntry>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken)
    {
        var entries = new List<StoredEntry>();
        while (true)
        {
            var wanted = top - entries.Count;
            var page = await ListKeysAsync(prefix, after, wanted, cancellationToken);
            var values = new StoredValue?[page.Count];
            await EachAsync(page, async (index, key) => values[index] = await ReadAsync(key, cancellationToken), cancellationToken);
            entries.AddRange(page.Zip(values).Where(pair => pair.Second is not null).Select(pair => new StoredEntry(pair.First, pair.Second!)));
            // What was removed since it was listed makes room for others.
            if (entries.Count == top || page.Count < wanted)
                return entries;
            after = page[^1];
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListKeysAsync(string prefix, string? after, int top, CancellationToken cancellationToken)
    {
        StoreKey.CheckPrefix(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return await keys.ReadAsync(prefix, after, top, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (true)
        {
            var wanted = top - removed;
            var page = await ListKeysAsync(prefix, null, wanted, cancellationToken);
            var gone = new ConcurrentBag<string>();
            await EachAsync(page, RemoveAsync, cancellationToken);
            removed += gone.Count;
            // What others removed in the meantime is not counted, and makes room for what is left.
            if (removed == top || page.Count < wanted)
                return removed;

            async Task RemoveAsync(int index, string key)
            {
                if (await container.DeleteAsync(Root + key, entityTag: null, cancellationToken))
                    gone.Add(key);
            }
        }
    }

    static Task EachAsync(IReadOnlyList<string> page, Func<int, string, Task> act, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        page.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (entry, _) => await act(entry.Index, entry.Item));

    // What was never a tag fits nothing; and an asterisk, which would fit anything, is none.
    static bool IsTag(string entityTag) => entityTag is ['"', .., '"'] && !entityTag.AsSpan(1, entityTag.Length - 2).ContainsAny("\"\r\n,");
}
