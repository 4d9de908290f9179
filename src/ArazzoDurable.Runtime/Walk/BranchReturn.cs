using System.Text.Json;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What a branch's instance ended with.</summary>
/// <param name="Outcome">Its <see cref="BranchOutcome"/>; null when it gave way.</param>
/// <param name="Fault">Why it gave way; null when it did not.</param>
public sealed record BranchReturn(JsonElement? Outcome, string? Fault = null);
