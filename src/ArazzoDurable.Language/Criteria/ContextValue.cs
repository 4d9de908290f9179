using System.Text.Json;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>The value that a condition is about. None, or null, fails the condition (Arazzo 1.1.0, Criterion Object).</summary>
static class ContextValue
{
    public static JsonElement? Of(RuntimeExpression source, IExpressionContext context, out string? report)
    {
        var value = source.Evaluate(context).Value;
        report = value is null or { ValueKind: JsonValueKind.Null } ? Reports.NoContext(source) : null;
        return report is null ? value : null;
    }
}
