using System.Collections.Concurrent;
using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>A flow made ready to walk: everything that can be worked out once, in one dialect.</summary>
public sealed record FlowPlan
{
    readonly ConcurrentDictionary<string, ImmutableArray<ImmutableArray<StepPlan>>> waves = new(StringComparer.Ordinal);

    /// <summary>The flow.</summary>
    public required FlowId FlowId { get; init; }

    /// <summary>Its description.</summary>
    public required ArazzoDocument Document { get; init; }

    /// <summary>How the description is read.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Its workflows in the order of the description.</summary>
    public required ImmutableArray<WorkflowPlan> Workflows { get; init; }

    /// <summary>The steps that steps of other workflows depend on, as <see cref="StepDependency.Key"/>.</summary>
    public ImmutableHashSet<string> AwaitedSteps { get; init; } = [];

    /// <summary>What is to be said about the flow.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>The workflow with this id; null when there is none.</summary>
    public WorkflowPlan? Workflow(string workflowId) =>
        Workflows.FirstOrDefault(workflow => string.Equals(workflow.WorkflowId, workflowId, StringComparison.Ordinal));

    /// <summary>The steps of a workflow in order, those together that may be made at the same time.</summary>
    public ImmutableArray<ImmutableArray<StepPlan>> WavesOf(WorkflowPlan workflow) =>
        waves.GetOrAdd(workflow.WorkflowId, _ => Waves.Of(this, workflow));

    /// <summary>A workflow and those that a walk of it may come to, in the order of the description.</summary>
    public IEnumerable<WorkflowPlan> Reach(WorkflowPlan start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { start.WorkflowId };
        var ahead = new Stack<WorkflowPlan>([start]);
        while (ahead.TryPop(out var next))
        {
            foreach (var entered in next.Enters.Where(reached.Add).Select(Workflow).OfType<WorkflowPlan>())
                ahead.Push(entered);
        }
        return Workflows.Where(workflow => reached.Contains(workflow.WorkflowId));
    }
}
