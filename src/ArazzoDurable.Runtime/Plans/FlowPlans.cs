using System.Collections.Concurrent;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The flows of a store, made ready to walk once and kept in memory.</summary>
/// <param name="store">Where the flows are.</param>
public sealed class FlowPlans(IFlowStore store)
{
    /// <summary>How many plans are kept.</summary>
    public const int Capacity = 256;

    readonly ConcurrentDictionary<(FlowId, Dialect?), FlowPlan> plans = new();

    /// <summary>The plan of a flow; null when the store does not have it.</summary>
    /// <param name="flowId">The flow's id.</param>
    /// <param name="dialect">How to read the description; null: by its version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FlowPlan?> GetAsync(string flowId, Dialect? dialect, CancellationToken cancellationToken)
    {
        if (!FlowId.TryParse(flowId, out var id))
            return null;
        if (plans.TryGetValue((id, dialect), out var known))
            return known;
        if (await store.GetAsync(id, cancellationToken) is not { } bundle)
            return null;
        var plan = FlowCompiler.Compile(bundle, dialect);
        if (plans.Count >= Capacity)
            plans.Clear();
        return plans.GetOrAdd((id, dialect), plan);
    }
}
