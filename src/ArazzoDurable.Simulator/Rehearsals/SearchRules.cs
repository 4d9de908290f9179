using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Which turns a search takes into account.</summary>
/// <param name="Loops">Whether loops are kept at first.</param>
/// <param name="PassedActions">Whether a step may pass over the actions that lead forward.</param>
/// <param name="Failures">Whether a step may fail.</param>
sealed record SearchRules(bool Loops, bool PassedActions, bool Failures)
{
    /// <summary>The rules, the most natural first: the first that lead to a success are taken.</summary>
    internal static ImmutableArray<SearchRules> InOrder { get; } =
    [
        new(true, false, false),
        new(true, true, false),
        new(true, true, true),
        new(false, true, true),
    ];
}
