using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.XPath;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>A value to set in a payload (Arazzo 1.1.0, Payload Replacement Object).</summary>
/// <param name="Written">The target as it is written.</param>
/// <param name="Target">Where to set it.</param>
/// <param name="Value">What to set.</param>
public sealed record ReplacementPlan(string Written, ReplacementTarget Target, ValueTemplate Value)
{
    /// <summary>Reads a target: as it says, else by the media type as XPath for XML and as a JSON Pointer for all else.</summary>
    /// <param name="replacement">The replacement.</param>
    /// <param name="value">Its value.</param>
    /// <param name="mediaType">The media type of the payload.</param>
    /// <param name="dialect">Whether a JSONPath that does not say that it is one is read as it is meant.</param>
    /// <param name="diagnostics">Takes what is to be said about the target.</param>
    internal static ReplacementPlan Compile(
        PayloadReplacement replacement, ValueTemplate value, string mediaType, Dialect dialect, ICollection<Diagnostic> diagnostics)
    {
        var written = replacement.Target.Value;
        var target = Read(written, replacement.TargetSelectorType?.Kind ?? ByMediaType(written, mediaType, dialect));
        if (target is ReplacementTarget.Unreadable unreadable)
        {
            diagnostics.Add(Diagnostic.Warning(
                PlanCodes.InvalidReplacement, replacement.Target.Location, $"The target '{written}' {unreadable.Problem}; the step fails before its call."));
        }
        else if (target is ReplacementTarget.Query && replacement.TargetSelectorType is null)
        {
            diagnostics.Add(Diagnostic.Warning(
                PlanCodes.InvalidReplacement, replacement.Target.Location,
                $"A target in a JSON payload is a JSON Pointer unless it says otherwise; '{written}' was read as JSONPath.",
                "With Arazzo 1.1.0 write 'targetSelectorType: jsonpath' beside it."));
        }
        return new ReplacementPlan(written, target, value);
    }

    static CriterionKind ByMediaType(string target, string mediaType, Dialect dialect)
    {
        if (MediaTypes.IsXml(mediaType))
            return CriterionKind.XPath;
        return dialect is Dialect.Lenient && target is ['$', ..] ? CriterionKind.JsonPath : CriterionKind.JsonPointer;
    }

    static ReplacementTarget Read(string target, CriterionKind kind)
    {
        switch (kind)
        {
            case CriterionKind.JsonPath:
                return JsonPathQuery.TryParse(target, out var query, out var error)
                    ? new ReplacementTarget.Query(query)
                    : new ReplacementTarget.Unreadable($"is no JSONPath of RFC 9535: {error.Message.TrimEnd('.')}");
            case CriterionKind.XPath:
                return XPathQuery.TryParse(target, out var path, out error)
                    ? new ReplacementTarget.Path(path)
                    : new ReplacementTarget.Unreadable($"is no XPath 1.0, which is what is known of XPath: {error.Message.TrimEnd('.')}");
            default:
                return JsonPointer.TryParse(target, out var pointer)
                    ? new ReplacementTarget.Pointer(pointer)
                    : new ReplacementTarget.Unreadable("is no JSON Pointer, which begins with '/'");
        }
    }
}
