using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class FilterEvaluatorTests
{
    [Theory]
    [InlineData("@.a == 1", true)]
    [InlineData("@.a == $.wanted", true)]
    [InlineData("@.a == 2", false)]
    [InlineData("@.missing", false)]
    [InlineData("!@.missing", true)]
    [InlineData("@.missing == $.missing", true)]
    [InlineData("@.missing <= $.missing", true)]
    [InlineData("@.missing == null", false)]
    [InlineData("value(@..a) == 1", true)]
    [InlineData("value(@.*) == 1", false)]
    [InlineData("length(@.s) == 1", true)]
    [InlineData("@.s < '\ue000'", false)]
    [InlineData("@.s > '\ue000'", true)]
    [InlineData("@.s == '\\uD83D\\uDE00'", true)]
    public void Filter_holds_for_a_given_node_and_root(string filter, bool holds)
    {
        var root = JsonElement.Parse("""{"wanted": 1}""");
        var current = JsonElement.Parse("""{"a": 1, "s": "😀"}""");
        FilterEvaluator.Holds(Filter(filter), current, root).ShouldBe(holds);
    }

    [Theory]
    [InlineData("count(@.three)", 1, 3)]
    [InlineData("count(@['three'])", 1, 3)]
    [InlineData("count(@.none)", 1, 0)]
    [InlineData("count(@.null)", 1, 0)]
    [InlineData("count(@.missing)", 0, 0)]
    [InlineData("count(@.text)", 1, 1)]
    [InlineData("count(@.object)", 1, 1)]
    [InlineData("count(@.three[0])", 1, 1)]
    [InlineData("count(@.three[*])", 3, 3)]
    [InlineData("count($.three)", 1, 3)]
    public void Count_counts_nodes_or_elements_as_asked(string count, int nodes, int elements)
    {
        var document = JsonElement.Parse("""{"three": [1, 2, 3], "none": [], "null": null, "text": "abc", "object": {"a": 1, "b": 2}}""");
        FilterEvaluator.Holds(Filter($"{count} == {nodes}"), document, document).ShouldBe(true);
        FilterEvaluator.Holds(Filter($"{count} == {elements}"), document, document, CountMeaning.Elements).ShouldBe(true);
    }

    [Theory]
    [InlineData("@.a == 1 && (@['b'].x || !@.c)", "a b c")]
    [InlineData("count(@.a) > length(@.b) || match(@.c, @.d)", "a b c d")]
    [InlineData("value(@['a','b']) == @.a", "a b")]
    [InlineData("@.a[?@.inner == 1]", "a")]
    [InlineData("$.a == @[0] || @.*", "")]
    [InlineData("@ == 1 || @..a", "")]
    public void Leading_members_are_those_that_relative_queries_begin_with(string filter, string names) =>
        string.Join(' ', Filter(filter).LeadingMembers).ShouldBe(names);

    static FilterExpression Filter(string text)
    {
        JsonPathQuery.TryParse($"$[?{text}]", out var query, out var error).ShouldBeTrue(error?.Message);
        return query!.Segments[0].Selectors[0].ShouldBeOfType<Selector.Filter>().Expression;
    }
}
