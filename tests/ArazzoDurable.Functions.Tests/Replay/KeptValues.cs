using System.Globalization;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>A run store in memory.</summary>
sealed class KeptValues : IRunStore
{
    readonly Lock gate = new();
    readonly SortedDictionary<string, StoredValue> values = new(StringComparer.Ordinal);
    int version;

    public Task<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken) => Locked(() => values.GetValueOrDefault(key));

    public Task<string?> TryCreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        Locked(() => values.ContainsKey(key) ? null : Write(key, value));

    public Task<string?> TryReplaceAsync(string key, ReadOnlyMemory<byte> value, string entityTag, CancellationToken cancellationToken) =>
        Locked(() => IsStill(key, entityTag) ? Write(key, value) : null);

    public Task<bool> TryDeleteAsync(string key, string entityTag, CancellationToken cancellationToken) =>
        Locked(() => IsStill(key, entityTag) && values.Remove(key));

    public Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => Locked(() => Write(key, value));

    public Task<IReadOnlyList<StoredEntry>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<StoredEntry>>(() => [.. Keys(prefix, after, top).Select(key => new StoredEntry(key, values[key]))]);

    public Task<IReadOnlyList<string>> ListKeysAsync(string prefix, string? after, int top, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<string>>(() => Keys(prefix, after, top));

    public Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken) =>
        Locked(() => Keys(prefix, null, top).Count(values.Remove));

    List<string> Keys(string prefix, string? after, int top) =>
        [.. values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(key, after) > 0)).Take(top)];

    bool IsStill(string key, string entityTag) => values.TryGetValue(key, out var stored) && stored.EntityTag == entityTag;

    string? Write(string key, ReadOnlyMemory<byte> value)
    {
        var tag = (++version).ToString(CultureInfo.InvariantCulture);
        values[key] = new StoredValue(value.ToArray(), tag);
        return tag;
    }

    Task<T> Locked<T>(Func<T> action)
    {
        lock (gate)
            return Task.FromResult(action());
    }
}
