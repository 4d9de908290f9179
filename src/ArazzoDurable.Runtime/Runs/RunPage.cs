using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>A page of a listing. It may be short, or empty, and still have a next one.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="ContinuationToken">What the next page begins with; absent on the last one.</param>
public sealed record RunPage(ImmutableArray<RunStatus> Runs, string? ContinuationToken);
