using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.XPath;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>Where in a payload a value is set.</summary>
public abstract record ReplacementTarget
{
    ReplacementTarget()
    {
    }

    /// <summary>One place of a JSON payload.</summary>
    /// <param name="Place">The place.</param>
    public sealed record Pointer(JsonPointer Place) : ReplacementTarget;

    /// <summary>Every place of a JSON payload that a query selects.</summary>
    /// <param name="Select">The query.</param>
    public sealed record Query(JsonPathQuery Select) : ReplacementTarget;

    /// <summary>Every place of an XML payload that an expression selects.</summary>
    /// <param name="Select">The expression.</param>
    public sealed record Path(XPathQuery Select) : ReplacementTarget;

    /// <summary>None, as the target cannot be read.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Unreadable(string Problem) : ReplacementTarget;
}
