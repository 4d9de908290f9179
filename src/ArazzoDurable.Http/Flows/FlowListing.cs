using System.Collections.Immutable;

namespace ArazzoDurable.Http.Flows;

/// <summary>A page of the stored flows, in the order of their ids.</summary>
/// <param name="Flows">The flows.</param>
/// <param name="ContinuationToken">What to ask for the next page with; absent on the last one.</param>
sealed record FlowListing(ImmutableArray<FlowSummary> Flows, string? ContinuationToken);
