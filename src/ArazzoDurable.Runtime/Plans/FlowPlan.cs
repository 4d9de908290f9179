using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>A flow made ready to walk: everything that can be worked out once, in one dialect.</summary>
public sealed record FlowPlan
{
    readonly FrozenDictionary<string, WorkflowPlan> byId = FrozenDictionary<string, WorkflowPlan>.Empty;
    readonly ConcurrentDictionary<string, ImmutableArray<ImmutableArray<StepPlan>>> waves = new(StringComparer.Ordinal);

    /// <summary>The flow.</summary>
    public required FlowId FlowId { get; init; }

    /// <summary>Its descriptions: the root, then those among the sources by their paths.</summary>
    public required ImmutableArray<DescriptionPlan> Descriptions { get; init; }

    /// <summary>The root: the description whose workflows are run.</summary>
    public ArazzoDocument Document => Descriptions[0].Document;

    /// <summary>How the root is read.</summary>
    public Dialect Dialect => Descriptions[0].Dialect;

    /// <summary>The workflows of the root, in the order of the description.</summary>
    public ImmutableArray<WorkflowPlan> Workflows { get; private init; } = [];

    /// <summary>The workflows of all descriptions, the root's first.</summary>
    public required ImmutableArray<WorkflowPlan> AllWorkflows
    {
        get;
        init
        {
            field = value;
            AwaitedWorkflows = value.SelectMany(workflow => workflow.DependsOn).ToImmutableHashSet(StringComparer.Ordinal);
            Workflows = [.. value.Where(workflow => workflow.Description.Path.Length == 0)];
            byId = value.DistinctBy(workflow => workflow.WorkflowId, StringComparer.Ordinal)
                .ToFrozenDictionary(workflow => workflow.WorkflowId, StringComparer.Ordinal);
        }
    }

    /// <summary>The sources that its descriptions name.</summary>
    public required FlowSources Sources { get; init; }

    /// <summary>The steps that steps of other workflows depend on, as <see cref="StepDependency.Key"/>.</summary>
    public ImmutableHashSet<string> AwaitedSteps { get; init; } = [];

    /// <summary>The workflows that others depend on.</summary>
    public ImmutableHashSet<string> AwaitedWorkflows { get; private init; } = [];

    /// <summary>What is to be said about the flow.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>The workflow with this id in the flow; null when there is none.</summary>
    public WorkflowPlan? Workflow(string workflowId) => byId.GetValueOrDefault(workflowId);

    /// <summary>The steps of a workflow in order, those together that may be made at the same time.</summary>
    public ImmutableArray<ImmutableArray<StepPlan>> WavesOf(WorkflowPlan workflow) =>
        waves.GetOrAdd(workflow.WorkflowId, _ => Waves.Of(this, workflow));

    /// <summary>A workflow and those that a walk of it may come to, in the order of the descriptions.</summary>
    public IEnumerable<WorkflowPlan> Reach(WorkflowPlan start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { start.WorkflowId };
        var ahead = new Stack<WorkflowPlan>([start]);
        while (ahead.TryPop(out var next))
        {
            foreach (var entered in next.Enters.Where(reached.Add).Select(Workflow).OfType<WorkflowPlan>())
                ahead.Push(entered);
        }
        return AllWorkflows.Where(workflow => reached.Contains(workflow.WorkflowId));
    }
}
