using System.Buffers;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>The values that a run keeps in the store because they are too large for its state: written once, and never changed.</summary>
/// <param name="store">Where they are kept.</param>
public sealed class RunValues(IRunStore store)
{
    const int CacheEntries = 512;
    const int LargestCached = 64 * 1024;

    // As deep as states are.
    static readonly JsonDocumentOptions Options = new() { MaxDepth = RuntimeJson.Default.Options.MaxDepth };

    readonly Lock gate = new();
    readonly RecentlyUsed<string, JsonElement> cache = new(CacheEntries);

    /// <summary>Reads a value that is known to be there.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<JsonElement> ReadAsync(string key, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) ?? throw new InvalidOperationException($"The value '{key}' is not in the store.");

    /// <summary>Reads a value; null when it is not there.</summary>
    public async Task<JsonElement?> FindAsync(string key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (cache.TryGet(key, out var known))
                return known;
        }
        if (await store.ReadAsync(key, cancellationToken) is not { } stored)
            return null;
        var value = JsonElement.Parse(stored.Value.Span, Options);
        Remember(key, value, stored.Value.Length);
        return value;
    }

    /// <summary>The bytes of a value that may have been replaced since it was written; null when there is none.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindBytesAsync(string key, CancellationToken cancellationToken) =>
        (await store.ReadAsync(key, cancellationToken))?.Value;

    /// <summary>The bytes of such values by their keys: of the first ones that begin so, after a key.</summary>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken) =>
        (await store.ListAsync(prefix, after, top, cancellationToken))
            .ToDictionary(entry => entry.Key, entry => entry.Stored.Value, StringComparer.Ordinal);

    /// <summary>An object of outputs, each by its name.</summary>
    public async Task<JsonElement> ReadAsync(OutputSet outputs, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, output) in outputs.Values)
            {
                writer.WritePropertyName(name);
                if (output.Key is { } key)
                    (await ReadAsync(key, cancellationToken)).WriteTo(writer);
                else if (output.Value is { } value)
                    value.WriteTo(writer);
                else
                    writer.WriteNullValue();
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Writes a value.</summary>
    public async Task WriteAsync(string key, JsonElement value, CancellationToken cancellationToken)
    {
        var bytes = Bytes(value);
        await store.PutAsync(key, bytes, cancellationToken);
        // Read anew, because the value at hand may be a small part of a large document that it would keep in memory.
        Remember(key, JsonElement.Parse(bytes.Span, Options), bytes.Length);
    }

    /// <summary>Removes entries whose keys begin with <paramref name="prefix"/>, the first ones first.</summary>
    /// <returns>How many were removed; fewer than <paramref name="top"/> when none is left.</returns>
    public Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken) => store.DeleteAsync(prefix, top, cancellationToken);

    /// <summary>Writes a value that is read seldom, over any that is there.</summary>
    public Task ReplaceAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => store.PutAsync(key, value, cancellationToken);

    /// <summary>Writes a value that is read seldom, unless one is there that is to stay; gives the one that is there then.</summary>
    public async Task<ReadOnlyMemory<byte>> WriteUnlessAsync(
        string key, ReadOnlyMemory<byte> value, Func<ReadOnlyMemory<byte>, bool> stays, CancellationToken cancellationToken)
    {
        while (await store.TryCreateAsync(key, value, cancellationToken) is null)
        {
            if (await store.ReadAsync(key, cancellationToken) is not { } there)
                continue;
            if (stays(there.Value))
                return there.Value;
            if (await store.TryReplaceAsync(key, value, there.EntityTag, cancellationToken) is not null)
                break;
        }
        return value;
    }

    /// <summary>The bytes of a value's JSON.</summary>
    public static ReadOnlyMemory<byte> Bytes(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            value.WriteTo(writer);
        return buffer.WrittenMemory;
    }

    void Remember(string key, JsonElement value, int length)
    {
        lock (gate)
        {
            if (length > LargestCached)
                cache.Remove(key);
            else
                cache.Set(key, value);
        }
    }
}
