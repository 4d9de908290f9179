using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>A location path.</summary>
/// <param name="Text">The path as it is written.</param>
/// <param name="IsAbsolute">Whether it begins at the document.</param>
/// <param name="Stages">Its steps; none: the node itself.</param>
sealed record XPathWay(string Text, bool IsAbsolute, ImmutableArray<XPathWay.Stage> Stages)
{
    /// <summary>A step of a path.</summary>
    /// <param name="Name">The name of an element or attribute, with its prefix; null: any.</param>
    /// <param name="IsBelow">Whether it may be anywhere below, <c>//</c>.</param>
    /// <param name="IsAttribute">Whether it leads to an attribute.</param>
    /// <param name="Conditions">What must hold of the node.</param>
    /// <param name="Position">Which of several it is, from 1; null: any.</param>
    internal sealed record Stage(string? Name, bool IsBelow, bool IsAttribute, ImmutableArray<(string Text, XPathShape Shape)> Conditions, int? Position);
}
