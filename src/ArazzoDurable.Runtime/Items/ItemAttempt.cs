using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Items;

/// <summary>An attempt of a visit that is over.</summary>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="StatusCode">The status of its response; absent when there was none.</param>
/// <param name="Success">Whether the step's criteria held.</param>
/// <param name="Error">Why it failed; absent when it did not.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Next">What was decided.</param>
public sealed record ItemAttempt(int Attempt, int? StatusCode, bool Success, ItemError? Error, DateTimeOffset StartedAt, long DurationMs, NextMove Next);
