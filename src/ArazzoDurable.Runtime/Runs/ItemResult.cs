using System.Text.Json;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What an item came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">The workflow's outputs, those that have a value; null when the workflow has none.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record ItemResult(ItemOutcome Outcome, JsonElement? Value = null, ItemError? Error = null);
