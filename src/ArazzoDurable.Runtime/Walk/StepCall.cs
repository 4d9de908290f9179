using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What an orchestration asks of the step activity: carry out the decision at hand.</summary>
/// <param name="Walker">Who walks.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Decision">The decision at hand; null when it was to enter a child workflow, and that has returned or given way.</param>
/// <param name="Returned">What the child workflow came to, when the decision was to enter one.</param>
/// <param name="RemainingMs">How much of the decision's delay is left because the owner's word came first, in milliseconds.</param>
/// <param name="Branches">What the branches came to, in order, when the decision was to walk steps together; null when it was not.</param>
/// <param name="Fault">Why the last call of the activity failed; null as a rule.</param>
public sealed record StepCall(
    Walker Walker,
    WalkState State,
    Decision? Decision,
    JsonElement? Returned = null,
    long RemainingMs = 0,
    ImmutableArray<BranchReturn>? Branches = null,
    string? Fault = null);
