namespace ArazzoDurable.Language.Documents;

/// <summary>The language of a condition or a selector.</summary>
public enum CriterionKind
{
    /// <summary>The specification's own small language.</summary>
    Simple,

    /// <summary>A regular expression.</summary>
    Regex,

    /// <summary>JSONPath.</summary>
    JsonPath,

    /// <summary>XPath.</summary>
    XPath,

    /// <summary>A JSON Pointer (1.1, selectors only).</summary>
    JsonPointer,
}
