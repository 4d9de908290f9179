using System.Collections.Concurrent;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Overrides;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The flows of a store, made ready to walk once and kept in memory: each as it is, and as runs override its steps.</summary>
/// <param name="store">Where the flows are.</param>
public sealed class FlowPlans(IFlowStore store)
{
    /// <summary>How many plans are kept.</summary>
    public const int Capacity = 256;

    readonly ConcurrentDictionary<(FlowId Flow, Dialect? Dialect, string Patches), FlowPlan> plans = new();

    /// <summary>The plan of a flow as a run walks it; null when the store does not have the flow.</summary>
    /// <param name="flowId">The flow's id.</param>
    /// <param name="options">The run's options: how the description is read, and which steps are overridden.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The overrides do not fit the flow; those of a stored run did when it was submitted.</exception>
    public async Task<FlowPlan?> GetAsync(string flowId, RunOptions options, CancellationToken cancellationToken)
    {
        if (await DescribedAsync(flowId, options.Dialect, cancellationToken) is not { } plan)
            return null;
        return await StepOverrides.ApplyAsync(this, plan, options, cancellationToken) switch
        {
            StepOverrides.Applied(var walked, _) => walked,
            StepOverrides.Refused(var refused) => throw new InvalidOperationException($"The overrides of a run of flow {flowId} do not fit it: {refused.Message}"),
            _ => throw new InvalidOperationException("Overrides of an unknown kind."),
        };
    }

    /// <summary>The plan of a flow as it is stored, without overrides of steps; null when the store does not have it.</summary>
    internal async Task<FlowPlan?> DescribedAsync(string flowId, Dialect? dialect, CancellationToken cancellationToken)
    {
        if (!FlowId.TryParse(flowId, out var id))
            return null;
        if (plans.TryGetValue((id, dialect, ""), out var known))
            return known;
        return await store.GetAsync(id, cancellationToken) is { } bundle
            ? Keep((id, dialect, ""), FlowCompiler.Compile(bundle, dialect))
            : null;
    }

    /// <summary>The plan of a flow with overrides whose steps have been found.</summary>
    /// <param name="plan">The flow as it is stored.</param>
    /// <param name="options">The options, the overrides under the full names of their steps.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<PatchedFlow> PatchAsync(FlowPlan plan, RunOptions options, CancellationToken cancellationToken)
    {
        var key = (plan.FlowId, options.Dialect, StepPatches.Digest(options.Steps));
        if (plans.TryGetValue(key, out var known))
            return new PatchedFlow(known, []);
        var bundle = await store.GetAsync(plan.FlowId, cancellationToken)
            ?? throw new InvalidOperationException($"Flow {plan.FlowId} is no longer in the store.");
        var patched = PatchedFlow.Compile(bundle, plan, options.Dialect, StepPatches.Find(plan, options.Steps, out _));
        return patched.Plan is { } made ? patched with { Plan = Keep(key, made) } : patched;
    }

    FlowPlan Keep((FlowId, Dialect?, string) key, FlowPlan plan)
    {
        if (plans.Count >= Capacity)
            plans.Clear();
        return plans.GetOrAdd(key, plan);
    }
}
