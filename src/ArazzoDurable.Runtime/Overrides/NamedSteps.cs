using System.Collections.Immutable;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>The steps of a flow by what a submit may call them: <c>workflowId/stepId</c>, or <c>stepId</c> alone.</summary>
sealed class NamedSteps
{
    readonly ILookup<string, (WorkflowPlan Workflow, StepPlan Step)> byName;
    readonly ILookup<string, (WorkflowPlan Workflow, StepPlan Step)> byId;

    /// <summary>The steps of a flow.</summary>
    public NamedSteps(FlowPlan plan)
    {
        var steps = plan.AllWorkflows.SelectMany(workflow => workflow.Steps, (workflow, step) => (Workflow: workflow, Step: step)).ToList();
        byName = steps.ToLookup(one => StepPatch.NameOf(one.Workflow, one.Step), StringComparer.Ordinal);
        byId = steps.ToLookup(one => one.Step.StepId, StringComparer.Ordinal);
    }

    /// <summary>All that steps may be called.</summary>
    public IEnumerable<string> Names => byId.Concat(byName).Select(called => called.Key);

    /// <summary>The steps that are called so; by their full names, if any is.</summary>
    public ImmutableArray<(WorkflowPlan Workflow, StepPlan Step)> Called(string given) => [.. byName.Contains(given) ? byName[given] : byId[given]];
}
