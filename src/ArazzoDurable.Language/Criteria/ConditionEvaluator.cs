using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Evaluates a parsed condition once.</summary>
/// <param name="context">What runtime expressions read from.</param>
/// <param name="root">What paths read from; null in a simple condition.</param>
sealed class ConditionEvaluator(IExpressionContext context, JsonElement? root)
{
    string? problem;

    public CriterionOutcome Evaluate(Condition condition)
    {
        var holds = Holds(condition);
        return new CriterionOutcome(holds && problem is null, problem);
    }

    bool Holds(Condition condition) => condition switch
    {
        Condition.Or or => or.Terms.Any(Holds),
        Condition.And and => and.Terms.All(Holds),
        Condition.Not not => !Holds(not.Operand),
        Condition.Comparison comparison => LooseComparison.Holds(Value(comparison.Left), comparison.Operator, Value(comparison.Right)),
        // As RFC 9535 has it, a query that selects anything at all holds.
        Condition.Query { Measured: null, Template.IsSingular: false } query => Select(query.Template) is { Length: > 0 },
        _ => LooseComparison.IsTrue(Value(condition)),
    };

    JsonElement? Value(Condition condition) => condition switch
    {
        Condition.Literal literal => literal.Value,
        Condition.Filled filled => Fill(filled.Text),
        Condition.Reference reference => Of(reference),
        Condition.Path path => Resolve(path.Pointer) ?? (path.Measured is { } measured ? Measure(Resolve(measured)) : null),
        Condition.Query query => Of(query),
        Condition.Measure measure => Measure(Resolve(measure.Pointer)),
        Condition.Or or => JsonValues.Boolean(Holds(or)),
        Condition.And and => JsonValues.Boolean(Holds(and)),
        Condition.Not not => JsonValues.Boolean(Holds(not)),
        Condition.Comparison comparison => JsonValues.Boolean(Holds(comparison)),
        _ => throw new UnreachableException(),
    };

    JsonElement? Of(Condition.Reference reference)
    {
        var value = reference.Expression.Evaluate(context).Value;
        return value is null && reference.Measured is { } measured ? Measure(measured.Evaluate(context).Value) : value;
    }

    JsonElement? Of(Condition.Query query)
    {
        var nodes = Select(query.Template);
        if (nodes.IsEmpty && query.Measured is { } measured)
            return JsonValues.Number(Select(measured).Length);
        return nodes switch
        {
            [] => null,
            [var only] => only,
            _ => JsonValues.Array(nodes),
        };
    }

    ImmutableArray<JsonElement> Select(QueryTemplate query)
    {
        if (root is not { } document)
            return [];
        var nodes = query.Select(document, context, out var report);
        problem ??= report;
        return nodes;
    }

    JsonElement? Fill(EmbeddedText text)
    {
        if (TextFiller.Fill(text, context, static (value, _) => value, out var filled, out _) is not { } missing)
            return JsonValues.String(filled);
        problem ??= Reports.NoValue(missing);
        return null;
    }

    JsonElement? Resolve(JsonPointer pointer) => root is { } document ? Navigation.Resolve(document, pointer) : null;

    static JsonElement? Measure(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => JsonValues.Number(0),
        { ValueKind: JsonValueKind.Array } array => JsonValues.Number(array.GetArrayLength()),
        { ValueKind: JsonValueKind.Object } members => JsonValues.Number(members.GetPropertyCount()),
        { ValueKind: JsonValueKind.String } text => JsonValues.Number(JsonText.Length(text)),
        _ => null,
    };
}
