using System.Collections.Immutable;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>A step of a query from nodes to nodes below them (RFC 9535, 2.5).</summary>
/// <param name="Selectors">What is selected, in this order; at least one.</param>
public abstract record Segment(ImmutableArray<Selector> Selectors)
{
    /// <summary>Selects among the children of a node: <c>.name</c>, <c>.*</c>, <c>[…]</c>.</summary>
    /// <param name="Selectors">What is selected.</param>
    public sealed record Child(ImmutableArray<Selector> Selectors) : Segment(Selectors);

    /// <summary>Selects among the children of a node and of everything below it: <c>..name</c>, <c>..*</c>, <c>..[…]</c>.</summary>
    /// <param name="Selectors">What is selected.</param>
    public sealed record Descendant(ImmutableArray<Selector> Selectors) : Segment(Selectors);
}
