using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>A page of a listing of flows.</summary>
/// <param name="Ids">The flows of this page.</param>
/// <param name="ContinuationToken">What to ask for the next page with; null when this is the last.</param>
public sealed record FlowPage(ImmutableArray<FlowId> Ids, string? ContinuationToken);
