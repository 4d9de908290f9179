using System.Collections.Immutable;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What a child workflow came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Outputs">Its outputs by name.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="StatusCode">The status of its last response; null when there was none.</param>
/// <param name="VisitsUsed">How many steps the item has visited by now.</param>
/// <param name="CompletedSteps">The completed steps that steps of other workflows depend on; null when there are none.</param>
/// <param name="Dependencies">The outputs of the workflows run by now that others depend on, so that they run once; null when there are none.</param>
/// <param name="Deadline">The deadline at which it was given up; null when it was not.</param>
/// <param name="Checkpoint">The key of the checkpoint that it left; null when it succeeded.</param>
public sealed record WorkflowOutcome(
    ItemOutcome Outcome,
    OutputSet Outputs,
    ItemError? Error,
    int? StatusCode,
    int VisitsUsed,
    ImmutableArray<string>? CompletedSteps = null,
    ImmutableSortedDictionary<string, OutputSet>? Dependencies = null,
    DateTimeOffset? Deadline = null,
    string? Checkpoint = null);
