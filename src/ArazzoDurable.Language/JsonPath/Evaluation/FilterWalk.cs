using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Language.JsonPath.Regexps;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>Evaluates the expressions of filters within a walk, at its expense.</summary>
sealed class FilterWalk(Walk walk)
{
    /// <summary>How many bytes of text cost as much as one node.</summary>
    const int BytesPerNode = 64;

    readonly ValueComparison comparison = new(walk);

    /// <summary>The patterns that the document supplied, compiled once per walk.</summary>
    Dictionary<(string Pattern, bool Whole), Regexp?>? suppliedPatterns;

    public bool Holds(FilterExpression expression, JsonElement current)
    {
        switch (expression)
        {
            case FilterExpression.Or or:
                foreach (var operand in or.Operands)
                {
                    if (Holds(operand, current))
                        return true;
                }
                return false;
            case FilterExpression.And and:
                foreach (var operand in and.Operands)
                {
                    if (!Holds(operand, current))
                        return false;
                }
                return true;
            case FilterExpression.Not not:
                return !Holds(not.Operand, current);
            case FilterExpression.Comparison compared:
                return comparison.Holds(Evaluate(compared.Left, current), compared.Operator, Evaluate(compared.Right, current));
            case FilterExpression.Exists exists:
                return Exists(exists.Query, current);
            case FilterExpression.Matches matches:
                return Matches(matches, current);
            default:
                throw new UnreachableException();
        }
    }

    Operand Evaluate(Comparable comparable, JsonElement current) => comparable switch
    {
        Comparable.Literal literal => Operand.Of(literal.Constant),
        Comparable.Singular singular => Operand.Of(Find(singular.Query, current)),
        Comparable.Length length => Length(Evaluate(length.Of, current).Element),
        Comparable.Count count => Operand.Of(Count(count.Of, current)),
        Comparable.Value value => Operand.Of(Only(value.Of, current)),
        _ => throw new UnreachableException(),
    };

    bool Exists(JsonPathQuery query, JsonElement current)
    {
        var sink = default(NodeSink.Any);
        walk.Run(query, current, ref sink);
        return sink.Found;
    }

    JsonElement? Find(JsonPathQuery query, JsonElement current) =>
        walk.Charge(1) ? Singular.Find(query, query.IsRelative ? current : walk.Root) : null;

    JsonElement? Only(JsonPathQuery query, JsonElement current)
    {
        var sink = default(NodeSink.Only);
        walk.Run(query, current, ref sink);
        return sink.Node;
    }

    int Count(JsonPathQuery query, JsonElement current)
    {
        var sink = default(NodeSink.Count);
        walk.Run(query, current, ref sink);
        return sink.Total;
    }

    Operand Length(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => ChargeText(text) ? Operand.Of(JsonText.Length(text)) : Operand.Nothing,
        { ValueKind: JsonValueKind.Array } array => Operand.Of(array.GetArrayLength()),
        { ValueKind: JsonValueKind.Object } members => Operand.Of(members.GetPropertyCount()),
        _ => Operand.Nothing,
    };

    bool Matches(FilterExpression.Matches matches, JsonElement current) =>
        Evaluate(matches.Text, current).Element is { ValueKind: JsonValueKind.String } text
        && (matches.Compiled ?? Supplied(matches, current)) is { } regexp
        && ChargeText(text, regexp.Size)
        && regexp.IsMatch(JsonText.Decode(text));

    Regexp? Supplied(FilterExpression.Matches matches, JsonElement current)
    {
        if (matches.Pattern is Comparable.Literal || Evaluate(matches.Pattern, current).Element is not { ValueKind: JsonValueKind.String } supplied)
            return null;
        var key = (Pattern: JsonText.Decode(supplied), matches.Whole);
        suppliedPatterns ??= [];
        if (!suppliedPatterns.TryGetValue(key, out var regexp) && walk.Charge(key.Pattern.Length))
            suppliedPatterns[key] = regexp = Regexp.TryParse(key.Pattern, key.Whole);
        return regexp;
    }

    bool ChargeText(JsonElement text, int perByte = 1) => walk.Charge((long)JsonText.ByteCount(text) * perByte / BytesPerNode);
}
