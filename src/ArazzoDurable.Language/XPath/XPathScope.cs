using System.Globalization;
using System.Xml.XPath;
using System.Xml.Xsl;

namespace ArazzoDurable.Language.XPath;

/// <summary>What the names of an expression stand for while it is evaluated: prefixes, the values that were filled in, functions.</summary>
/// <param name="prefixes">The namespaces by their prefixes; null while an expression is only checked, when every prefix is taken for known.</param>
/// <param name="values">The values, which are strings and never part of the expression.</param>
/// <param name="budget">Pays for what functions do.</param>
sealed class XPathScope(IDictionary<string, string>? prefixes, IReadOnlyList<string> values, MoveBudget budget) : XsltContext
{
    /// <summary>The prefix of the functions that take the place of the platform's own.</summary>
    public const string FunctionPrefix = "arazzo-text";

    const string Variable = "arazzo-value-";

    /// <summary>How the value of this index is referred to in an expression.</summary>
    public static string Reference(int index) => string.Create(CultureInfo.InvariantCulture, $" ${Variable}{index} ");

    /// <summary>The first prefix that nothing stands for; null when there is none.</summary>
    public string? UnknownPrefix { get; private set; }

    /// <summary>The first function that XPath 1.0 does not have, or not with these arguments; null when there is none.</summary>
    public string? UnknownFunction { get; private set; }

    /// <inheritdoc/>
    public override bool Whitespace => true;

    /// <inheritdoc/>
    public override bool PreserveWhitespace(XPathNavigator node) => true;

    /// <inheritdoc/>
    public override int CompareDocument(string baseUri, string nextbaseUri) => string.CompareOrdinal(baseUri, nextbaseUri);

    /// <inheritdoc/>
    public override string LookupNamespace(string prefix)
    {
        // A name without a prefix is one without a namespace (XPath 1.0, 2.3).
        if (prefix is FunctionPrefix or "" || prefixes is null)
            return "";
        if (prefixes.TryGetValue(prefix, out var uri))
            return uri;
        UnknownPrefix ??= prefix;
        return "";
    }

    /// <inheritdoc/>
    public override IXsltContextFunction ResolveFunction(string prefix, string name, XPathResultType[] ArgTypes)
    {
        var function = prefix is FunctionPrefix ? TextFunction.Named(name, budget) : null;
        if (function?.Maxargs != ArgTypes.Length)
            UnknownFunction ??= prefix is FunctionPrefix or "" ? name : $"{prefix}:{name}";
        // Whoever asks looks at what is unknown before anything is evaluated.
        return function ?? TextFunction.Named("contains", budget)!;
    }

    /// <inheritdoc/>
    public override IXsltContextVariable ResolveVariable(string prefix, string name) =>
        new Value(budget, int.TryParse(name.AsSpan(Variable.Length), CultureInfo.InvariantCulture, out var index) && index < values.Count ? values[index] : "");

    sealed class Value(MoveBudget budget, string text) : IXsltContextVariable
    {
        public bool IsLocal => false;

        public bool IsParam => false;

        public XPathResultType VariableType => XPathResultType.String;

        public object Evaluate(XsltContext xsltContext) => budget.Read(text);
    }
}
