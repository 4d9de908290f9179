using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Overrides;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The flows of a store, made ready to walk once and kept in memory: each as it is, and as runs override its steps.</summary>
/// <param name="store">Where the flows are.</param>
public sealed class FlowPlans(IFlowStore store)
{
    /// <summary>How many plans of flows as they are stored are kept.</summary>
    public const int Capacity = 256;

    /// <summary>How many plans of flows with overrides are kept, beside the others.</summary>
    public const int PatchedCapacity = 64;

    readonly MadeOnce<(FlowId Flow, Dialect? Dialect), FlowPlan?> plans = new(Capacity, plan => plan is not null);
    readonly MadeOnce<(FlowId Flow, Dialect? Dialect, string Patches), PatchedFlow> patched = new(PatchedCapacity, flow => flow.Plan is not null);

    /// <summary>The plan of a flow as a run walks it; null when the store does not have the flow.</summary>
    /// <param name="flowId">The flow's id.</param>
    /// <param name="options">The run's options: how the description is read, and which steps are overridden.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The overrides do not fit the flow; those of a stored run did when it was submitted.</exception>
    public async Task<FlowPlan?> GetAsync(string flowId, RunOptions options, CancellationToken cancellationToken)
    {
        // Each attempt of each step asks: what was patched before is found without looking at the patches.
        if (!options.Steps.IsEmpty && FlowId.TryParse(flowId, out var id) && patched.Find((id, options.Dialect, StepPatches.Digest(options.Steps))) is { } known
            && (await known.WaitAsync(cancellationToken)).Plan is { } found)
            return found;
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
    internal async Task<FlowPlan?> DescribedAsync(string flowId, Dialect? dialect, CancellationToken cancellationToken) => FlowId.TryParse(flowId, out var id)
        ? await plans.GetAsync((id, dialect), () => CompileAsync(id, dialect), cancellationToken)
        : null;

    /// <summary>The plan of a flow with overrides whose steps have been found.</summary>
    /// <param name="plan">The flow as it is stored.</param>
    /// <param name="options">The options, the overrides under the full names of their steps.</param>
    /// <param name="patches">The overrides with their steps.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal Task<PatchedFlow> PatchAsync(FlowPlan plan, RunOptions options, ImmutableArray<StepPatch> patches, CancellationToken cancellationToken) =>
        patched.GetAsync(
            (plan.FlowId, options.Dialect, StepPatches.Digest(options.Steps)), () => PatchAsync(plan, options.Dialect, patches), cancellationToken);

    async Task<FlowPlan?> CompileAsync(FlowId id, Dialect? dialect) =>
        await store.GetAsync(id, CancellationToken.None) is { } bundle ? FlowCompiler.Compile(bundle, dialect) : null;

    async Task<PatchedFlow> PatchAsync(FlowPlan plan, Dialect? dialect, ImmutableArray<StepPatch> patches)
    {
        var bundle = await store.GetAsync(plan.FlowId, CancellationToken.None)
            ?? throw new InvalidOperationException($"Flow {plan.FlowId} is no longer in the store.");
        return PatchedFlow.Compile(bundle, plan, dialect, patches);
    }
}
