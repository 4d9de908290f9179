using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>A command that came from outside.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Reason">Why; null when nobody said.</param>
sealed record InstanceOrder(InstanceCommand Command, string? Reason);
