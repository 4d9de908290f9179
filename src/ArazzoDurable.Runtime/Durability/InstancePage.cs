using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>Some instances, in the order of their ids.</summary>
/// <param name="Instances">The instances.</param>
/// <param name="Last">The id after which the next page begins; null when there is none.</param>
public sealed record InstancePage(ImmutableArray<InstanceState> Instances, string? Last);
