using System.Globalization;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>A run store in memory.</summary>
sealed class InMemoryRunStore : IRunStore
{
    readonly Lock gate = new();
    readonly SortedDictionary<string, StoredValue> values = new(StringComparer.Ordinal);
    int tag;

    /// <summary>Is called with a key before its entry is read, and with a prefix before its entries are listed.</summary>
    public Func<string, Task> BeforeReading { get; set; } = _ => Task.CompletedTask;

    public async Task<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await BeforeReading(key);
        lock (gate)
            return values.GetValueOrDefault(key);
    }

    public Task<string?> TryCreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(values.ContainsKey(key) ? null : Write(key, value));
    }

    public Task<string?> TryReplaceAsync(string key, ReadOnlyMemory<byte> value, string entityTag, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(values.GetValueOrDefault(key)?.EntityTag == entityTag ? Write(key, value) : null);
    }

    public Task<bool> TryDeleteAsync(string key, string entityTag, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(values.GetValueOrDefault(key)?.EntityTag == entityTag && values.Remove(key));
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        lock (gate)
            Write(key, value);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<StoredEntry>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken)
    {
        await BeforeReading(prefix);
        lock (gate)
        {
            return [.. values
                .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(entry.Key, after) > 0)
                .Take(top)
                .Select(entry => new StoredEntry(entry.Key, entry.Value))];
        }
    }

    public async Task<IReadOnlyList<string>> ListKeysAsync(string prefix, string? after, int top, CancellationToken cancellationToken) =>
        [.. (await ListAsync(prefix, after, top, cancellationToken)).Select(entry => entry.Key)];

    public Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Take(top).ToList().Count(values.Remove));
    }

    string Write(string key, ReadOnlyMemory<byte> value)
    {
        var entityTag = (++tag).ToString(CultureInfo.InvariantCulture);
        values[key] = new StoredValue(value.ToArray(), entityTag);
        return entityTag;
    }
}
