using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>What must hold of a response, as the simulator reads it.</summary>
abstract record Condition
{
    /// <summary>All hold.</summary>
    internal sealed record All(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>One holds at least.</summary>
    internal sealed record Any(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>It does not hold.</summary>
    internal sealed record Not(Condition Part) : Condition;

    /// <summary>Two values compare; <paramref name="Exact"/> as RFC 9535 has it, else loosely.</summary>
    internal sealed record Compare(Term Left, string Operator, Term Right, bool Exact) : Condition;

    /// <summary>The place has a value; <paramref name="Truthy"/>: one that is neither null nor false.</summary>
    internal sealed record Holds(Place Place, bool Truthy) : Condition;

    /// <summary>A pattern is found in the value, or <paramref name="Whole"/> is it.</summary>
    internal sealed record Matches(Place Place, string Pattern, bool Whole) : Condition;

    /// <summary>An XPath expression, its runtime expressions not filled in, holds of the XML text at the place.</summary>
    internal sealed record XPath(Place Place, string Expression) : Condition;

    /// <summary>Holds, whatever the response.</summary>
    internal sealed record Always : Condition;

    /// <summary>Holds never: it could not be read.</summary>
    internal sealed record Never(string Text) : Condition;

    /// <summary>All of <paramref name="parts"/>; always when there are none.</summary>
    internal static Condition And(ImmutableArray<Condition> parts) => parts switch
    {
        [] => new Always(),
        [var single] => single,
        _ => new All(parts),
    };
}
