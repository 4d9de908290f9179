using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Writes a condition in the standard spelling: as a simple condition, else as an RFC 9535 query of the form <c>$[?…]</c>.</summary>
abstract class ConditionPrinter
{
    /// <summary>The simple condition that means the same; null when there is none.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="context">What its paths start from; null when it has none.</param>
    public static string? Simple(Condition condition, RuntimeExpression? context) => new SimplePrinter(context).Print(condition);

    /// <summary>The query that selects something exactly when the condition holds, for a context with children; null when there is none.</summary>
    public static string? Query(Condition condition) => new QueryPrinter().Print(condition) is { } filter ? $"$[?{filter}]" : null;

    string? Print(Condition condition) => condition switch
    {
        Condition.Or or => Join(" || ", or.Terms.Select(Print)),
        Condition.And and => Join(" && ", and.Terms.Select(term => Group(term, term is Condition.Or))),
        Condition.Not not => Prefix("!", Group(not.Operand, not.Operand is Condition.Or or Condition.And or Condition.Comparison)),
        Condition.Comparison comparison => Join(Symbol(comparison.Operator), [Side(comparison.Left), Side(comparison.Right)]),
        Condition.Literal { Value: { ValueKind: JsonValueKind.String } value } => Quote(JsonText.Decode(value)),
        Condition.Literal literal => literal.Value.GetRawText(),
        _ => Operand(condition),
    };

    private protected abstract string? Operand(Condition operand);

    private protected abstract string Quote(string text);

    string? Side(Condition operand) =>
        Group(operand, operand is Condition.Or or Condition.And or Condition.Comparison);

    string? Group(Condition condition, bool parentheses) => parentheses && Print(condition) is { } inner ? $"({inner})" : Print(condition);

    static string? Prefix(string prefix, string? text) => text is null ? null : prefix + text;

    static string? Join(string separator, IEnumerable<string?> parts)
    {
        var all = parts.ToList();
        return all.Contains(null) ? null : string.Join(separator, all);
    }

    static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => " == ",
        ComparisonOperator.NotEqual => " != ",
        ComparisonOperator.Less => " < ",
        ComparisonOperator.LessOrEqual => " <= ",
        ComparisonOperator.Greater => " > ",
        _ => " >= ",
    };

    sealed class SimplePrinter(RuntimeExpression? context) : ConditionPrinter
    {
        private protected override string? Operand(Condition operand) => operand switch
        {
            Condition.Reference { Measured: null } reference => reference.Expression.Text,
            Condition.Filled { Text.Single: { } single } => single.Text,
            Condition.Path { Measured: null } path when context is not null => Below(context.Text, path.Pointer),
            _ => null,
        };

        private protected override string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

        static string Below(string context, JsonPointer pointer) =>
            pointer == JsonPointer.Root ? context : $"{context}{(context.Contains('#', StringComparison.Ordinal) ? "" : "#")}{pointer}";
    }

    sealed class QueryPrinter : ConditionPrinter
    {
        private protected override string? Operand(Condition operand) => operand switch
        {
            Condition.Reference { Measured: null } reference => $"'{{{reference.Expression.Text}}}'",
            Condition.Filled { Text.Single: { } single } => $"'{{{single.Text}}}'",
            Condition.Path { Measured: null } path => Path(path.Pointer),
            // The length of the context itself cannot be asked for in a filter of its children when it has none.
            Condition.Path { Measured: { } measured } when measured != JsonPointer.Root => $"length({Path(measured)})",
            Condition.Measure measure when measure.Pointer != JsonPointer.Root => $"length({Path(measure.Pointer)})",
            Condition.Query { Measured: null } query => query.Template.Standard,
            Condition.Query { Measured: { } counted } => $"count({counted.Standard})",
            _ => null,
        };

        private protected override string Quote(string text) =>
            $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

        string Path(JsonPointer pointer) => "$" + string.Concat(pointer.Tokens.Select(Segment));

        string Segment(string token) =>
            token.All(char.IsAsciiDigit) && token.Length > 0 ? $"[{token}]"
            : token.Length > 0 && !char.IsAsciiDigit(token[0]) && token.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $".{token}"
            : $"[{Quote(token)}]";
    }
}
