using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>A value, or several, that a condition or an expression names.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Path">The way from there.</param>
sealed record Place(Origin Origin, ImmutableArray<Segment> Path)
{
    /// <summary>Whether it can name one value at most.</summary>
    internal bool IsSingular => Path.All(segment => segment is Segment.Name or Segment.Index);

    /// <summary>The place itself, without a way.</summary>
    internal static Place Of(Origin origin) => new(origin, []);

    /// <summary>The place that <paramref name="path"/> leads to from here.</summary>
    internal Place Then(IEnumerable<Segment> path) => this with { Path = [.. Path, .. path] };

    /// <summary>The same text for the same place.</summary>
    internal string Key => $"{Origin}/{string.Join('/', Path)}";
}
