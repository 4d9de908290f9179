using System.Text.Json;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.Criteria;

/// <summary>The string literals and names of a query, those of its filters included.</summary>
static class QueryLiterals
{
    public static IEnumerable<string> Of(JsonPathQuery query) =>
        query.Segments.SelectMany(segment => segment.Selectors).SelectMany(Of);

    static IEnumerable<string> Of(Selector selector) => selector switch
    {
        Selector.Name name => [name.Value],
        Selector.Filter filter => Of(filter.Expression),
        _ => [],
    };

    static IEnumerable<string> Of(FilterExpression expression) => expression switch
    {
        FilterExpression.Or or => or.Operands.SelectMany(Of),
        FilterExpression.And and => and.Operands.SelectMany(Of),
        FilterExpression.Not not => Of(not.Operand),
        FilterExpression.Comparison comparison => Of(comparison.Left).Concat(Of(comparison.Right)),
        FilterExpression.Exists exists => Of(exists.Query),
        FilterExpression.Matches matches => Of(matches.Text).Concat(Of(matches.Pattern)),
        _ => [],
    };

    static IEnumerable<string> Of(Comparable comparable) => comparable switch
    {
        Comparable.Literal { Constant: { ValueKind: JsonValueKind.String } value } => [JsonText.Decode(value)],
        Comparable.Singular singular => Of(singular.Query),
        Comparable.Length length => Of(length.Of),
        Comparable.Count count => Of(count.Of),
        Comparable.Value value => Of(value.Of),
        _ => [],
    };
}
