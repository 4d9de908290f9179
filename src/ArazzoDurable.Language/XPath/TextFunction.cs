using System.Globalization;
using System.Xml.XPath;
using System.Xml.Xsl;

namespace ArazzoDurable.Language.XPath;

/// <summary>
/// The functions of XPath 1.0 that look for one text in another. They take the place of the platform's own, whose time grows with the
/// product of both lengths and which know no budget.
/// </summary>
sealed class TextFunction : IXsltContextFunction
{
    readonly Func<string[], object> apply;
    readonly MoveBudget budget;

    TextFunction(int arguments, XPathResultType type, Func<string[], object> apply, MoveBudget budget) =>
        (Maxargs, ReturnType, this.apply, this.budget) = (arguments, type, apply, budget);

    /// <inheritdoc/>
    public int Minargs => Maxargs;

    /// <inheritdoc/>
    public int Maxargs { get; }

    /// <inheritdoc/>
    public XPathResultType ReturnType { get; }

    /// <inheritdoc/>
    public XPathResultType[] ArgTypes => [.. Enumerable.Repeat(XPathResultType.String, Maxargs)];

    /// <summary>Whether one of them has this name.</summary>
    public static bool IsName(string name) => name is "contains" or "substring-before" or "substring-after" or "translate";

    /// <summary>The function of this name; null when it is none of them.</summary>
    public static TextFunction? Named(string name, MoveBudget budget) => name switch
    {
        "contains" => new(2, XPathResultType.Boolean, texts => texts[0].Contains(texts[1], StringComparison.Ordinal), budget),
        "substring-before" => new(2, XPathResultType.String, Before, budget),
        "substring-after" => new(2, XPathResultType.String, After, budget),
        "translate" => new(3, XPathResultType.String, Translate, budget),
        _ => null,
    };

    /// <inheritdoc/>
    public object Invoke(XsltContext xsltContext, object[] args, XPathNavigator docContext)
    {
        var texts = Array.ConvertAll(args, Text);
        budget.ChargeSearch(texts[0], texts[1]);
        return apply(texts);
    }

    static string Before(string[] texts) => texts[0].IndexOf(texts[1], StringComparison.Ordinal) is >= 0 and var at ? texts[0][..at] : "";

    static string After(string[] texts) => texts[0].IndexOf(texts[1], StringComparison.Ordinal) is >= 0 and var at ? texts[0][(at + texts[1].Length)..] : "";

    static string Translate(string[] texts) => string.Concat(texts[0].Select(character => texts[1].IndexOf(character, StringComparison.Ordinal) switch
    {
        < 0 => character.ToString(),
        var at => at < texts[2].Length ? texts[2][at].ToString() : "",
    }));

    static string Text(object argument) => argument switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => Number(number),
        XPathNodeIterator nodes => nodes.Clone() is var all && all.MoveNext() ? all.Current!.Value : "",
        _ => throw new XPathException("The argument is of no type of XPath 1.0."),
    };

    // XPath 1.0 writes numbers without an exponent (4.2).
    static string Number(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : text;
    }
}
