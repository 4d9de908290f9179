using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk.Checkpoints;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Where a walk stands. Changed by activities only, and handed on by the orchestration.</summary>
public sealed record WalkState
{
    /// <summary>The key under which the run store keeps the workflow's inputs, secrets sealed.</summary>
    public required string InputsKey { get; init; }

    /// <summary>How often each step was entered.</summary>
    public ImmutableSortedDictionary<string, int> Visits
    {
        get => field ?? Stored.Dictionary<int>();
        init => field = Stored.Ordinal(value);
    }

    /// <summary>How many steps the item has visited over its whole tree of workflows.</summary>
    public int VisitsUsed { get; init; }

    /// <summary>The outputs of each step's last visit that had any.</summary>
    public ImmutableSortedDictionary<string, OutputSet> Outputs
    {
        get => field ?? Stored.Dictionary<OutputSet>();
        init => field = Stored.Ordinal(value);
    }

    /// <summary>The outputs of workflows that this one, or one above it, ran before; by workflow.</summary>
    public ImmutableSortedDictionary<string, OutputSet> WorkflowOutputs
    {
        get => field ?? Stored.Dictionary<OutputSet>();
        init => field = Stored.Ordinal(value);
    }

    /// <summary>The keys of the inputs that workflows were run with, by workflow.</summary>
    public ImmutableSortedDictionary<string, string> WorkflowInputs
    {
        get => field ?? Stored.Dictionary<string>();
        init => field = Stored.Ordinal(value);
    }

    /// <summary>The step being visited; null before the first one and while a dependency runs.</summary>
    public Position? Position { get; init; }

    /// <summary>Why a child workflow was entered; null while none is.</summary>
    public Errand? Errand { get; init; }

    /// <summary>The workflow that was entered; null while none is.</summary>
    public string? EnteredWorkflowId { get; init; }

    /// <summary>When the workflow was entered that the visited step is; null while none is.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>Where to go on, in a walk that is made again from a checkpoint and has not come past it; else null.</summary>
    public WayOn? WayOn { get; init; }

    /// <summary>The loops that are being paced.</summary>
    public ImmutableArray<Loop> Loops
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The completed steps that steps of other workflows depend on, over the item's tree so far: <c>workflowId/stepId</c>.</summary>
    public ImmutableArray<string> CompletedSteps
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>When the walk is given up, because the time is up of a step that called this workflow; null: never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The status of the last response; null when there was none yet.</summary>
    public int? StatusCode { get; init; }
}
