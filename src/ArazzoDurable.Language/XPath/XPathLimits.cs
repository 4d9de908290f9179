namespace ArazzoDurable.Language.XPath;

/// <summary>What XPath may cost. What goes beyond ends with a problem that says so, never with an exception; an evaluation ends within a second.</summary>
public static class XPathLimits
{
    /// <summary>
    /// The steps from node to node of one evaluation. Comparing the places of two nodes, and reading and searching text, count as steps by
    /// what they cost.
    /// </summary>
    public const int Moves = 10_000_000;

    /// <summary>The length of an expression, in UTF-16 code units.</summary>
    public const int Length = 1024;

    /// <summary>How often <c>//</c> may stand in an expression.</summary>
    public const int Descents = 8;

    /// <summary>The nesting of parentheses and brackets in an expression.</summary>
    public const int Nesting = 64;

    /// <summary>The length of an XML text, in UTF-16 code units.</summary>
    public const int TextLength = 1024 * 1024;

    /// <summary>The nesting of elements in an XML text.</summary>
    public const int TextDepth = 256;
}
