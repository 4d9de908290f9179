namespace ArazzoDurable.Runtime.Flows;

/// <summary>Keeps flows by their content. A flow is stored once, never changed, and verified on every read.</summary>
public interface IFlowStore
{
    /// <summary>Stores a flow; does nothing when it is there already.</summary>
    /// <returns>Whether it was new.</returns>
    Task<bool> PutAsync(FlowBundle bundle, CancellationToken cancellationToken);

    /// <summary>The flow with this id; null when there is none.</summary>
    /// <exception cref="FlowCorruptedException">What is stored is not what the id names.</exception>
    Task<FlowBundle?> GetAsync(FlowId id, CancellationToken cancellationToken);

    /// <summary>A page of the stored flows, in the order of their ids.</summary>
    /// <param name="top">How many at most.</param>
    /// <param name="continuationToken">The token of the page before; null for the first.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    Task<FlowPage> ListAsync(int top, string? continuationToken, CancellationToken cancellationToken);
}
