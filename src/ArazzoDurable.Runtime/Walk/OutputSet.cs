using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>The outputs of a step or a workflow, in the order of their names.</summary>
/// <param name="Values">The values by name; one without a value is left out.</param>
public sealed record OutputSet(ImmutableSortedDictionary<string, OutputValue> Values)
{
    /// <summary>No outputs.</summary>
    public static OutputSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, OutputValue>(StringComparer.Ordinal));
}
