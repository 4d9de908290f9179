namespace ArazzoDurable.Simulator.Conditions;

/// <summary>One step on the way to a value.</summary>
abstract record Segment
{
    /// <summary>To the member of this name, or to the element that a JSON Pointer's number names.</summary>
    internal sealed record Name(string Text) : Segment;

    /// <summary>To an element, from the end when negative.</summary>
    internal sealed record Index(int Position) : Segment;

    /// <summary>To every element or member.</summary>
    internal sealed record Every : Segment;

    /// <summary>To the value itself and all below it.</summary>
    internal sealed record Below : Segment;

    /// <summary>To what an XPath expression selects in an XML text: the texts of nodes, or a value.</summary>
    internal sealed record XPath(string Expression) : Segment;

    /// <summary>To the elements or members for which a condition holds.</summary>
    internal sealed record Where(Condition Condition) : Segment;
}
