using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Xml.XPath;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.XPath;

/// <summary>The values of XPath 1.0: a boolean, a number, a text, or nodes.</summary>
static class XPathValue
{
    /// <summary>Whether it counts as true (XPath 2.0, Effective Boolean Value).</summary>
    public static bool IsTrue(object value) => value switch
    {
        bool truth => truth,
        double number => number is not 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        XPathNodeIterator nodes => nodes.MoveNext(),
        _ => throw new UnreachableException(),
    };

    /// <summary>It as JSON, nodes as their texts; null when no node is there, or the number is none.</summary>
    public static JsonElement? Json(object value) => value switch
    {
        bool truth => JsonValues.Boolean(truth),
        double number when double.IsFinite(number) => JsonValues.Number(number),
        double => null,
        string text => JsonValues.String(text),
        XPathNodeIterator nodes => Texts(nodes) switch
        {
            [] => null,
            [var only] => only,
            var all => JsonValues.Array(all),
        },
        _ => throw new UnreachableException(),
    };

    /// <summary>The nodes, in the document itself; none when the value is of another kind.</summary>
    public static IReadOnlyList<XPathNavigator> Nodes(object value) =>
        value is XPathNodeIterator nodes ? [.. Each(nodes).Select(node => ((BudgetedNavigator)node).Inner.Clone())] : [];

    /// <summary>Whether the node has a text that can be set.</summary>
    public static bool HasText(XPathNavigator node) =>
        node.NodeType is XPathNodeType.Element or XPathNodeType.Attribute or XPathNodeType.Text or XPathNodeType.Whitespace or XPathNodeType.SignificantWhitespace;

    static ImmutableArray<JsonElement> Texts(XPathNodeIterator nodes) => [.. Each(nodes).Select(node => JsonValues.String(node.Value))];

    static IEnumerable<XPathNavigator> Each(XPathNodeIterator nodes)
    {
        while (nodes.MoveNext())
            yield return nodes.Current!;
    }
}
