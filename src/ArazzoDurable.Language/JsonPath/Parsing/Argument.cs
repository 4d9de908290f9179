namespace ArazzoDurable.Language.JsonPath.Parsing;

/// <summary>An operand whose use is not known yet: of a comparison, of a test or of a function (the types of RFC 9535, 2.4.1).</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="Text">How it is written.</param>
abstract record Argument(int Position, string Text)
{
    /// <summary>A literal, or a function that gives a value.</summary>
    public sealed record Value(Comparable Comparable, int Position, string Text) : Argument(Position, Text);

    /// <summary>A query: nodes, or a value if it is singular.</summary>
    public sealed record Nodes(JsonPathQuery Query, int Position, string Text) : Argument(Position, Text);

    /// <summary>A function that holds or does not.</summary>
    public sealed record Logical(FilterExpression Expression, int Position, string Text) : Argument(Position, Text);
}
