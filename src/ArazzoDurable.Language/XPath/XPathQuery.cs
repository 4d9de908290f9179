using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Xml;
using System.Xml.XPath;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.XPath;

/// <summary>
/// An XPath 1.0 expression, compiled once and evaluated on any number of XML texts, within the <see cref="XPathLimits"/>. The prefixes that
/// the root element of a text declares can be used in it; a name without a prefix is one without a namespace.
/// </summary>
public sealed class XPathQuery
{
    readonly XPathExpression expression;

    XPathQuery(XPathExpression expression, XPathText text) => (this.expression, Text) = (expression, text);

    /// <summary>The expression, taken apart.</summary>
    internal XPathText Text { get; }

    /// <summary>Reads an expression in which no runtime expressions stand.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="query">The query; null when it is none.</param>
    /// <param name="error">What is wrong with it; null when it is one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out XPathQuery? query, [NotNullWhen(false)] out SyntaxError? error) =>
        TryParse(text, null, out query, out error);

    /// <summary>Reads an expression.</summary>
    internal static bool TryParse(
        string text, ConditionLanguage? language, [NotNullWhen(true)] out XPathQuery? query, [NotNullWhen(false)] out SyntaxError? error)
    {
        query = null;
        if (XPathText.Scan(text, language, out error) is { } scanned)
        {
            try
            {
                error = Compile(scanned, out var compiled);
                query = error is null ? new XPathQuery(compiled, scanned) : null;
            }
            catch (XPathException exception)
            {
                error = new SyntaxError(0, exception.Message.Replace($"'{scanned.Source}'", "The expression", StringComparison.Ordinal));
            }
        }
        return error is null;
    }

    /// <summary>The expression's value: a boolean, a number or a text; of one selected node its text, of several a list of their texts.</summary>
    /// <param name="xml">The XML text.</param>
    /// <param name="problem">Why it could not be evaluated, going on after what the text is of; null when it could.</param>
    /// <returns>The value; null when no node is selected, or the number is none.</returns>
    public JsonElement? Select(string xml, out string? problem) =>
        Evaluate(xml, [], static value => XPathValue.Json(value), out problem);

    /// <summary>Sets the text of every selected element, attribute and text node.</summary>
    /// <param name="xml">The XML text.</param>
    /// <param name="value">The text to set.</param>
    /// <param name="problem">Why it could not be evaluated, going on after what the text is of; null when it could.</param>
    /// <returns>The changed XML text; null when nothing of this kind is selected.</returns>
    public string? Replace(string xml, string value, out string? problem)
    {
        if (!XmlText.TryRead(xml, out XmlDocument? document, out problem))
            return null;
        if (!XmlText.CanCarry(value))
        {
            problem = "is XML, which cannot carry a character of the value";
            return null;
        }
        var nodes = Evaluate(document.CreateNavigator()!, [], static found => XPathValue.Nodes(found), out problem);
        if (nodes is not { Count: > 0 } || !nodes.All(XPathValue.HasText))
            return null;
        foreach (var node in nodes)
            node.SetValue(value);
        // Reading left no carriage return that is not part of a text; written as it is, the other side would read a line feed.
        return document.OuterXml.Replace("\r", "&#xD;", StringComparison.Ordinal);
    }

    /// <summary>Whether the value counts as true: true, a number but 0, a text but the empty one, any node (XPath 2.0, Effective Boolean Value).</summary>
    internal bool Holds(string xml, IReadOnlyList<string> values, out string? problem) =>
        Evaluate(xml, values, static value => XPathValue.IsTrue(value), out problem);

    static SyntaxError? Compile(XPathText text, out XPathExpression compiled)
    {
        compiled = XPathExpression.Compile(text.Source);
        var scope = new XPathScope(null, [.. text.Values.Select(_ => "")], new MoveBudget());
        compiled.Clone().SetContext(scope);
        return scope.UnknownFunction is { } function
            ? new SyntaxError(0, $"XPath 1.0 has no function '{function}' with these arguments.")
            : null;
    }

    T? Evaluate<T>(string xml, IReadOnlyList<string> values, Func<object, T> read, out string? problem) =>
        XmlText.TryRead(xml, out XPathNavigator? root, out problem) ? Evaluate(root, values, read, out problem) : default;

    T? Evaluate<T>(XPathNavigator root, IReadOnlyList<string> values, Func<object, T> read, out string? problem)
    {
        var budget = new MoveBudget();
        var scope = new XPathScope(Prefixes(root), values, budget);
        problem = null;
        try
        {
            var bound = expression.Clone();
            bound.SetContext(scope);
            if (scope.UnknownPrefix is { } prefix)
            {
                problem = $"is XML whose root element does not declare the prefix '{prefix}' of the expression";
                return default;
            }
            return read(new BudgetedNavigator(root, budget).Evaluate(bound));
        }
        catch (XPathException)
        {
            problem = budget.IsExceeded ? "takes too long to search by this expression" : "is XML for which the expression has no value";
        }
        return default;
    }

    static Dictionary<string, string> Prefixes(XPathNavigator root)
    {
        var element = root.Clone();
        element.MoveToChild(XPathNodeType.Element);
        return new Dictionary<string, string>(element.GetNamespacesInScope(XmlNamespaceScope.All), StringComparer.Ordinal);
    }
}
