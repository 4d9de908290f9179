namespace ArazzoDurable.Runtime.Runs;

/// <summary>The result of one item of a run.</summary>
/// <param name="ItemIndex">Which item, from 0 in the order of the submit.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Result">What it came to.</param>
/// <param name="CompletedAt">When it ended.</param>
public sealed record RunResult(int ItemIndex, ItemOutcome Status, ItemResult Result, DateTimeOffset CompletedAt);
