using System.Collections.Concurrent;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Http.Flows;

/// <summary>What a listing tells of flows, read once and kept in memory: a flow never changes.</summary>
sealed class FlowSummaries(IFlowStore store)
{
    const int Capacity = 4096;

    readonly ConcurrentDictionary<FlowId, FlowSummary> summaries = new();

    /// <summary>What to tell of a flow; null when it is not stored.</summary>
    public async Task<FlowSummary?> GetAsync(FlowId id, CancellationToken cancellationToken)
    {
        if (summaries.TryGetValue(id, out var known))
            return known;
        try
        {
            if (await store.GetAsync(id, cancellationToken) is not { } bundle)
                return null;
            if (summaries.Count >= Capacity)
                summaries.Clear();
            return summaries.GetOrAdd(id, FlowSummary.Of(bundle));
        }
        catch (FlowCorruptedException)
        {
            // One damaged flow does not hide the others.
            return new FlowSummary(id.ToString(), Damaged: true);
        }
    }
}
