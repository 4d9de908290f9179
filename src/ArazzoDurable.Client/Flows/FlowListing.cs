using System.Collections.Immutable;

namespace ArazzoDurable.Client.Flows;

/// <summary>A page of the stored flows.</summary>
sealed record FlowListing(ImmutableArray<FlowSummary> Flows, string? ContinuationToken = null);
