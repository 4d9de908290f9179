using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Blobs;

/// <summary>What a store gave back is not the blob that its id names: it was damaged or tampered with.</summary>
/// <param name="id">The blob that was asked for.</param>
/// <param name="found">The id of what is there.</param>
public sealed class BlobCorruptedException(FlowId id, FlowId found)
    : StoreFailedException($"The stored content of blob {id} is not what was put there: its bytes are those of {found}.")
{
    /// <summary>The blob that was asked for.</summary>
    public FlowId Id { get; } = id;

    /// <inheritdoc/>
    public override bool MayPass => false;
}
