namespace ArazzoDurable.Language.JsonPath;

/// <summary>Selects children of one node (RFC 9535, 2.3).</summary>
public abstract record Selector
{
    /// <summary>The member of that name.</summary>
    /// <param name="Value">The name, unescaped.</param>
    public sealed record Name(string Value) : Selector;

    /// <summary>All children: <c>*</c>.</summary>
    public sealed record Wildcard : Selector;

    /// <summary>One element of an array.</summary>
    /// <param name="Value">Its index from 0; below zero it counts from the end, −1 being the last. At most 2⁵³−1 either way.</param>
    public sealed record Index(long Value) : Selector;

    /// <summary>Elements of an array at a regular distance: <c>start:end:step</c>.</summary>
    /// <param name="Start">The first index; null for the near end as seen in the direction of the step.</param>
    /// <param name="End">The index before which it stops; null for the far end.</param>
    /// <param name="Step">The distance; below zero it runs backwards, and 0 selects nothing. Default 1.</param>
    public sealed record Slice(long? Start, long? End, long Step) : Selector;

    /// <summary>The children for which an expression holds: <c>?…</c>.</summary>
    /// <param name="Expression">The expression, in which <c>@</c> is the child.</param>
    public sealed record Filter(FilterExpression Expression) : Selector;
}
