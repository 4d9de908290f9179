using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Looks into bodies that are XML texts, by XPath 1.0 as the platform has it.</summary>
static class XmlQuery
{
    /// <summary>How long an expression may be.</summary>
    internal const int MaxLength = 1_024;

    /// <summary>How deep an expression may be nested.</summary>
    internal const int MaxDepth = 64;

    static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Whether the expression holds of the text: it selects a node, or its value is true, a number but 0, or a text but the empty one.</summary>
    internal static bool Holds(JsonNode? text, string expression) => Read(text) is { } document && Evaluate(document, expression) switch
    {
        bool truth => truth,
        double number => number is not 0 and not double.NaN,
        string value => value.Length > 0,
        IEnumerable<object> nodes => nodes.Any(),
        _ => false,
    };

    /// <summary>What the expression selects: the texts of nodes, or its value.</summary>
    internal static IReadOnlyList<JsonNode?> Select(JsonNode? text, string expression) => Read(text) is not { } document ? [] : Evaluate(document, expression) switch
    {
        bool truth => [JsonValue.Create(truth)],
        double number when double.IsFinite(number) && Math.Abs(number) < 1e18 => [JsonValue.Create((decimal)number)],
        string value => [JsonValue.Create(value)],
        IEnumerable<object> nodes => [.. nodes.Select(node => JsonValue.Create(Text(node)))],
        _ => [],
    };

    /// <summary>The nodes that a path selects from a node.</summary>
    internal static IReadOnlyList<XObject> Nodes(XNode from, string path) =>
        Evaluate(from, path) is IEnumerable<object> nodes ? [.. nodes.OfType<XObject>()] : [];

    /// <summary>Whether an expression holds of a node.</summary>
    internal static bool Holds(XNode node, string expression) => Evaluate(node, $"boolean({expression})") is true;

    /// <summary>The document that a text is; null when it is no XML.</summary>
    internal static XDocument? Read(JsonNode? text)
    {
        if (text is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(value.GetValue<string>()), Settings);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // No XML, which is what null says.
            return null;
        }
    }

    /// <summary>The text of a node.</summary>
    internal static string Text(object node) => node switch
    {
        XElement element => element.Value,
        XAttribute attribute => attribute.Value,
        XText text => text.Value,
        _ => Convert.ToString(node, CultureInfo.InvariantCulture) ?? "",
    };

    static object? Evaluate(XNode node, string expression)
    {
        if (expression.Length > MaxLength || Depth(expression) > MaxDepth)
            return null;
        try
        {
            return node.XPathEvaluate(expression, Prefixes(node));
        }
        catch (Exception exception) when (exception is XPathException or ArgumentException or InvalidOperationException)
        {
            // No XPath 1.0: the criterion fails, as in a run.
            return null;
        }
    }

    // The prefixes that the root element declares are known.
    static XmlNamespaceManager Prefixes(XNode node)
    {
        var prefixes = new XmlNamespaceManager(new NameTable());
        foreach (var declared in node.Document?.Root?.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Name.LocalName != "xmlns") ?? [])
            prefixes.AddNamespace(declared.Name.LocalName, declared.Value);
        return prefixes;
    }

    static int Depth(string expression)
    {
        var (depth, deepest) = (0, 0);
        foreach (var letter in expression)
        {
            depth += letter is '(' or '[' ? 1 : letter is ')' or ']' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }
}
