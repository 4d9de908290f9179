using System.Text.Json;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Rebuilds a query with values in the place of the literals that hold expressions.</summary>
sealed class QueryBinding(IReadOnlyDictionary<string, EmbeddedText> filled, IExpressionContext context)
{
    /// <summary>Why a literal could not be filled in; null when all could.</summary>
    public string? Problem { get; private set; }

    public JsonPathQuery Bind(JsonPathQuery query) => new(query.Text, query.IsRelative, [.. query.Segments.Select(Bind)]);

    Segment Bind(Segment segment) => segment with { Selectors = [.. segment.Selectors.Select(Bind)] };

    Selector Bind(Selector selector) => selector switch
    {
        Selector.Name name => Value(name.Value) is { } value ? SelectorOf(value) : name,
        Selector.Filter filter => new Selector.Filter(Bind(filter.Expression)),
        _ => selector,
    };

    FilterExpression Bind(FilterExpression expression) => expression switch
    {
        FilterExpression.Or or => new FilterExpression.Or([.. or.Operands.Select(Bind)]),
        FilterExpression.And and => new FilterExpression.And([.. and.Operands.Select(Bind)]),
        FilterExpression.Not not => new FilterExpression.Not(Bind(not.Operand)),
        FilterExpression.Comparison comparison =>
            new FilterExpression.Comparison(Bind(comparison.Left), comparison.Operator, Bind(comparison.Right)),
        FilterExpression.Exists exists => new FilterExpression.Exists(Bind(exists.Query)),
        FilterExpression.Matches matches => new FilterExpression.Matches(Bind(matches.Text), Pattern(matches.Pattern), matches.Whole),
        _ => expression,
    };

    Comparable Bind(Comparable comparable) => comparable switch
    {
        Comparable.Literal { Constant: { ValueKind: JsonValueKind.String } text } literal =>
            Value(JsonText.Decode(text)) is { } value ? LiteralOf(value) : literal,
        Comparable.Singular singular => new Comparable.Singular(Bind(singular.Query)),
        Comparable.Length length => new Comparable.Length(Bind(length.Of)),
        Comparable.Count count => new Comparable.Count(Bind(count.Of)),
        Comparable.Value value => new Comparable.Value(Bind(value.Of)),
        _ => comparable,
    };

    // Inside a regular expression a value is text to be found, not a part of the pattern.
    Comparable Pattern(Comparable pattern)
    {
        if (pattern is not Comparable.Literal { Constant: { ValueKind: JsonValueKind.String } text } || !filled.TryGetValue(JsonText.Decode(text), out var parts))
            return Bind(pattern);
        if (TextFiller.Fill(parts, context, static (value, _) => RegexText.Escape(value), out var filledIn, out _) is { } missing)
            Report(missing);
        return new Comparable.Literal(JsonValues.String(filledIn));
    }

    Selector SelectorOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var index))
            return new Selector.Index(index);
        if (value.ValueKind == JsonValueKind.String)
            return new Selector.Name(JsonText.Decode(value));
        Problem ??= "An expression in the brackets of a path is neither a name nor an index.";
        return new Selector.Name("");
    }

    Comparable.Literal LiteralOf(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            Problem ??= "An expression in a filter is an object or an array.";
        return new Comparable.Literal(value);
    }

    JsonElement? Value(string literal)
    {
        if (!filled.TryGetValue(literal, out var parts))
            return null;
        if (literal is [ConditionLanguage.TypedMark, ..] && parts.Single is { } single)
        {
            if (single.Evaluate(context).Value is { } typed)
                return typed;
            Report(single);
        }
        else if (TextFiller.Fill(parts, context, static (value, _) => value, out var text, out _) is { } missing)
        {
            Report(missing);
        }
        else
        {
            return JsonValues.String(text);
        }
        return JsonValues.Null;
    }

    void Report(RuntimeExpression missing) => Problem ??= Reports.NoValue(missing);
}
