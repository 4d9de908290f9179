using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class FilterExpressionTests
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
    public void Filter_holds_for_a_node_of_a_document(string filter, bool holds)
    {
        var document = JsonElement.Parse("""{"wanted": 1, "nodes": [{"a": 1, "s": "😀"}]}""");
        JsonPathQuery.TryParse($"$.nodes[?{filter}]", out var query, out var error).ShouldBeTrue(error?.Message);
        query!.Select(document).Nodes.Length.ShouldBe(holds ? 1 : 0);
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
