using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Items;

/// <summary>A page of the items of a run. It may be short and still have a next one.</summary>
/// <param name="Items">The items.</param>
/// <param name="ContinuationToken">What the next page begins with; absent on the last one.</param>
public sealed record ItemPage(ImmutableArray<ItemState> Items, string? ContinuationToken);
