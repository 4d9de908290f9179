using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Blobs;

/// <summary>
/// JSON values by their content, beside the runs in the same store. Addressed as flows are: by the SHA-256 of the canonical bytes, so that
/// the same value has the same id whatever its formatting. Stored once, never changed, and verified on every read.
/// </summary>
/// <param name="store">Where they are kept.</param>
public sealed class BlobStore(IRunStore store)
{
    const string Prefix = "blobs/";

    /// <summary>Stores a value; does nothing when it is there already.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">An object names a member twice, or a string holds half a surrogate pair.</exception>
    public async Task<FlowId> PutAsync(JsonElement value, CancellationToken cancellationToken)
    {
        var bytes = CanonicalJson.Write(value);
        var id = FlowId.Of(bytes);
        await store.TryCreateAsync(Key(id), bytes, cancellationToken);
        return id;
    }

    /// <summary>The canonical bytes of the value with this id; null when there is none.</summary>
    /// <exception cref="BlobCorruptedException">What is stored is not what the id names.</exception>
    public async Task<ReadOnlyMemory<byte>?> GetAsync(FlowId id, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(Key(id), cancellationToken) is not { } stored)
            return null;
        var found = FlowId.Of(stored.Value.Span);
        return found == id ? stored.Value : throw new BlobCorruptedException(id, found);
    }

    static string Key(FlowId id) => Prefix + id.Digest;
}
