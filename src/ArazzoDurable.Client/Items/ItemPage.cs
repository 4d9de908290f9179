using System.Collections.Immutable;

namespace ArazzoDurable.Client.Items;

/// <summary>A page of the items of a run. It may be short, or empty, and still have a next one.</summary>
sealed record ItemPage(ImmutableArray<ItemState> Items, string? ContinuationToken = null);
