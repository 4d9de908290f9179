using System.Globalization;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>A run store in memory: a stand-in for those of the hosts.</summary>
sealed class MemoryRunStore : IRunStore
{
    readonly SortedDictionary<string, StoredValue> values = new(StringComparer.Ordinal);
    int version;

    public IEnumerable<KeyValuePair<string, StoredValue>> All => values;

    /// <summary>Which keys cannot be read at present.</summary>
    public Predicate<string> IsOutOfReach { get; set; } = _ => false;

    public Task<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken) => IsOutOfReach(key)
        ? Task.FromException<StoredValue?>(new StoreFailedException("The store is out of reach."))
        : Task.FromResult(values.GetValueOrDefault(key));

    public Task<string?> TryCreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        Task.FromResult(values.ContainsKey(key) ? null : Write(key, value));

    public Task<string?> TryReplaceAsync(string key, ReadOnlyMemory<byte> value, string entityTag, CancellationToken cancellationToken) =>
        Task.FromResult(values.TryGetValue(key, out var stored) && stored.EntityTag == entityTag ? Write(key, value) : null);

    public Task<bool> TryDeleteAsync(string key, string entityTag, CancellationToken cancellationToken) =>
        Task.FromResult(values.TryGetValue(key, out var stored) && stored.EntityTag == entityTag && values.Remove(key));

    public Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => Task.FromResult(Write(key, value));

    public Task<IReadOnlyList<StoredEntry>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredEntry>>([.. Listed(prefix, after, top).Select(entry => new StoredEntry(entry.Key, entry.Value))]);

    public Task<IReadOnlyList<string>> ListKeysAsync(string prefix, string? after, int top, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Listed(prefix, after, top).Select(entry => entry.Key)]);

    public Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken) =>
        Task.FromResult(values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Take(top).ToList().Count(values.Remove));

    IEnumerable<KeyValuePair<string, StoredValue>> Listed(string prefix, string? after, int top) => values
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(entry.Key, after) > 0))
        .Take(top);

    string Write(string key, ReadOnlyMemory<byte> value)
    {
        var tag = (++version).ToString(CultureInfo.InvariantCulture);
        values[key] = new StoredValue(value.ToArray(), tag);
        return tag;
    }
}
