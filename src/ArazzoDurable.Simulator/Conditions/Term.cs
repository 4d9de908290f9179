using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>A side of a comparison.</summary>
abstract record Term
{
    /// <summary>A value that is written down.</summary>
    internal sealed record Literal(JsonNode? Value) : Term;

    /// <summary>The value at a place.</summary>
    internal sealed record At(Place Place) : Term;

    /// <summary>The length of the value at a place; of what a query selects, how many they are.</summary>
    internal sealed record Length(Place Place) : Term;

    /// <summary>RFC 9535, <c>count</c>: how many values a query selects.</summary>
    internal sealed record Count(Place Place) : Term;

    /// <summary>A text with values in it.</summary>
    internal sealed record Filled(ImmutableArray<Term> Parts) : Term;
}
