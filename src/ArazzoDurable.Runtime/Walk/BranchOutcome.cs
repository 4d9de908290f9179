using System.Collections.Immutable;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What a step came to that was walked as a branch: what it adds to the state of its workflow.</summary>
public sealed record BranchOutcome
{
    /// <summary>How it ended; success means that the walk may go on.</summary>
    public required ItemOutcome Outcome { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public ItemError? Error { get; init; }

    /// <summary>The deadline of the whole workflow, when it was given up at it; else null.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The step's outputs; null when it came to none.</summary>
    public OutputSet? Outputs { get; init; }

    /// <summary>How often the step was entered by now.</summary>
    public required int Visits { get; init; }

    /// <summary>How many steps the item had visited by now, as far as this branch knows.</summary>
    public required int VisitsUsed { get; init; }

    /// <summary>The status of its last response; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The outputs of the workflow that the step ran; null when it ran none.</summary>
    public OutputSet? WorkflowOutputs { get; init; }

    /// <summary>The key of the inputs of that workflow; null when it ran none.</summary>
    public string? WorkflowInputs { get; init; }

    /// <summary>The outputs of the workflows run by now that others depend on; null when there are none.</summary>
    public ImmutableSortedDictionary<string, OutputSet>? Dependencies { get; init; }

    /// <summary>The key of the checkpoint that it left; null when it succeeded.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The completed steps that steps of other workflows depend on; null when there are none.</summary>
    public ImmutableArray<string>? CompletedSteps { get; init; }
}
