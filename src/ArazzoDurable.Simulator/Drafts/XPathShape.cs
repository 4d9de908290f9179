using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>What an XPath expression asks of an XML text, in the shapes that conditions have.</summary>
abstract record XPathShape
{
    /// <summary>In how many ways a shape with parts is tried.</summary>
    internal const int Choices = 2;

    /// <summary>All hold.</summary>
    internal sealed record All(ImmutableArray<XPathShape> Parts) : XPathShape;

    /// <summary>One holds at least.</summary>
    internal sealed record Any(ImmutableArray<XPathShape> Parts) : XPathShape;

    /// <summary>It does not hold.</summary>
    internal sealed record Not(XPathShape Part) : XPathShape;

    /// <summary>The path selects a node.</summary>
    internal sealed record Exists(XPathWay Way) : XPathShape;

    /// <summary>The text of a node that the path selects compares with a value.</summary>
    internal sealed record Compare(XPathWay Way, string Operator, string Value) : XPathShape;

    /// <summary>How many nodes the path selects compares with a number.</summary>
    internal sealed record Count(XPathWay Way, string Operator, int Number) : XPathShape;

    /// <summary>The text of the node that the path selects has a text in it.</summary>
    internal sealed record Contains(XPathWay Way, string Text) : XPathShape;
}
