using System.Collections.Immutable;
using System.Diagnostics;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>Collects the names of the members of the current node that an expression looks at.</summary>
static class LeadingMembers
{
    public static ImmutableArray<string> Of(FilterExpression expression) => [.. Names(expression).Distinct(StringComparer.Ordinal)];

    static IEnumerable<string> Names(FilterExpression expression) => expression switch
    {
        FilterExpression.Or or => or.Operands.SelectMany(Names),
        FilterExpression.And and => and.Operands.SelectMany(Names),
        FilterExpression.Not not => Names(not.Operand),
        FilterExpression.Comparison comparison => Names(comparison.Left).Concat(Names(comparison.Right)),
        FilterExpression.Exists exists => Names(exists.Query),
        FilterExpression.Matches matches => Names(matches.Text).Concat(Names(matches.Pattern)),
        _ => throw new UnreachableException(),
    };

    static IEnumerable<string> Names(Comparable comparable) => comparable switch
    {
        Comparable.Literal => [],
        Comparable.Singular singular => Names(singular.Query),
        Comparable.Length length => Names(length.Of),
        Comparable.Count count => Names(count.Of),
        Comparable.Value value => Names(value.Of),
        _ => throw new UnreachableException(),
    };

    static IEnumerable<string> Names(JsonPathQuery query) => query is { IsRelative: true, Segments: [Segment.Child first, ..] }
        ? first.Selectors.OfType<Selector.Name>().Select(static name => name.Value)
        : [];
}
