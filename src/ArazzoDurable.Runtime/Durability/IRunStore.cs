namespace ArazzoDurable.Runtime.Durability;

/// <summary>
/// What a run keeps beside its instances: records that are replaced under an entity tag, and values written once. Keys are paths of
/// <c>[A-Za-z0-9._:-]</c> segments joined by <c>/</c>, ordered by their bytes. What a call acknowledged survives a crash. A key never has
/// the same entity tag twice, not even when it was removed in between.
/// </summary>
public interface IRunStore
{
    /// <summary>The value under a key; null when there is none.</summary>
    Task<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes a value under a key that is not taken.</summary>
    /// <returns>The new entity tag; null when the key is taken.</returns>
    Task<string?> TryCreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Replaces the value under a key if it still has this entity tag.</summary>
    /// <returns>The new entity tag; null when the value was changed or removed since.</returns>
    Task<string?> TryReplaceAsync(string key, ReadOnlyMemory<byte> value, string entityTag, CancellationToken cancellationToken);

    /// <summary>Removes the value under a key if it still has this entity tag.</summary>
    /// <returns>Whether this call removed it; false when the value was changed or removed since.</returns>
    Task<bool> TryDeleteAsync(string key, string entityTag, CancellationToken cancellationToken);

    /// <summary>Writes a value under a key, over any that is there.</summary>
    Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>The entries whose keys begin with <paramref name="prefix"/>, in the order of their keys, after the key <paramref name="after"/>.</summary>
    /// <param name="prefix">What the keys begin with.</param>
    /// <param name="after">The last key of the page before; null for the first page.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<StoredEntry>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken);

    /// <summary>The keys that begin with <paramref name="prefix"/>, in their order, after the key <paramref name="after"/>.</summary>
    /// <param name="prefix">What the keys begin with.</param>
    /// <param name="after">The last key of the page before; null for the first page.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> ListKeysAsync(string prefix, string? after, int top, CancellationToken cancellationToken);

    /// <summary>Removes entries whose keys begin with <paramref name="prefix"/>, the first ones first.</summary>
    /// <param name="prefix">What the keys begin with.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were removed; fewer than <paramref name="top"/> when none is left.</returns>
    Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken);
}
