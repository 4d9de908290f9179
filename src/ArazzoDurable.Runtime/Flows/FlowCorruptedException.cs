using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>What a store gave back is not the flow that its id names: it was damaged or tampered with.</summary>
public sealed class FlowCorruptedException : StoreFailedException
{
    /// <summary>Reports the flow that was asked for and what was found.</summary>
    public FlowCorruptedException(FlowId id, string found, Exception? inner = null)
        : base($"The stored content of flow {id} is not what was put there: {found}.", inner) => Id = id;

    /// <summary>The flow that was asked for.</summary>
    public FlowId Id { get; }

    /// <inheritdoc/>
    public override bool MayPass => false;
}
