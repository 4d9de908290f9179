using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>
/// What records that are stored as JSON are made of. A member that a stored record does not have, because an earlier release wrote it, is
/// read as null or as an empty structure whatever its initialiser says; so each such member says itself what it is then.
/// </summary>
static class Stored
{
    /// <summary>An empty dictionary ordered by ordinal comparison.</summary>
    public static ImmutableSortedDictionary<string, T> Dictionary<T>() => Empty<T>.Value;

    /// <summary>The same dictionary ordered by ordinal comparison, which JSON does not keep.</summary>
    public static ImmutableSortedDictionary<string, T>? Ordinal<T>(ImmutableSortedDictionary<string, T>? value) =>
        value?.WithComparers(StringComparer.Ordinal);

    static class Empty<T>
    {
        public static readonly ImmutableSortedDictionary<string, T> Value = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}
