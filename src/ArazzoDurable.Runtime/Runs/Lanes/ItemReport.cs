namespace ArazzoDurable.Runtime.Runs.Lanes;

/// <summary>How an item of a lane ended.</summary>
/// <param name="Item">The item's index.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Fault">What gave way in the runner, so that the item has no result of its own: the name of an exception; null as a rule.</param>
public sealed record ItemReport(int Item, ItemOutcome Outcome, string? Fault = null);
