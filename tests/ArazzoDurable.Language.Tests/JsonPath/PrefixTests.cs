using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class PrefixTests
{
    [Theory]
    [InlineData("$", "$")]
    [InlineData("$.state == \"running\"", "$.state")]
    [InlineData("$.a[0]['b c']  && x", "$.a[0]['b c']")]
    [InlineData("$.data[?(@.id == 'x')].length == 0", "$.data[?(@.id == 'x')].length")]
    [InlineData("$.data.length() > 0", "$.data.length")]
    [InlineData("$.a [0] .b) || y", "$.a [0] .b")]
    [InlineData("$.user-agent == 1", "$.user")]
    [InlineData("@.a.b)", "@.a.b")]
    [InlineData("$..a..*,", "$..a..*")]
    public void Prefix_is_taken_up_to_where_no_segment_begins(string text, string taken)
    {
        var prefix = JsonPathParser.ParsePrefix(text, 0)!;
        prefix.Query.Text.ShouldBe(taken);
        prefix.End.ShouldBe(taken.Length);
        prefix.Stopped.ShouldBeNull();
    }

    [Theory]
    [InlineData("$.a[?(@.b = 1)] == 2", "$.a", 10, "Expected an operator (equality is written '=='), but found '='.")]
    [InlineData("$.a.", "$.a", 4, "Expected '*' or a member name after '.', but the text ends.")]
    [InlineData("$.a[b]", "$.a", 4, "Expected a selector (a quoted name, an index, a slice, '*' or '?'), but found 'b'.")]
    public void Prefix_ends_before_a_malformed_segment_and_says_why(string text, string taken, int position, string message)
    {
        var prefix = JsonPathParser.ParsePrefix(text, 0)!;
        prefix.Query.Text.ShouldBe(taken);
        prefix.End.ShouldBe(taken.Length);
        prefix.Stopped!.Position.ShouldBe(position);
        prefix.Stopped.Message.ShouldBe(message);
    }

    [Fact]
    public void Prefix_in_the_middle_counts_from_the_beginning_of_the_text()
    {
        const string text = "1 < $.a[0] && $.b[";
        var first = JsonPathParser.ParsePrefix(text, 4)!;
        text[4..first.End].ShouldBe("$.a[0]");
        var second = JsonPathParser.ParsePrefix(text, 14)!;
        second.End.ShouldBe(17);
        second.Stopped!.Position.ShouldBe(18);
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("", 0)]
    [InlineData(" $", 0)]
    [InlineData("$", 1)]
    [InlineData("$", -1)]
    public void Prefix_needs_an_identifier_where_it_begins(string text, int start) => JsonPathParser.ParsePrefix(text, start).ShouldBeNull();

    [Fact]
    public void Relative_query_selects_from_the_current_node_and_knows_the_root()
    {
        var root = JsonElement.Parse("""{"limit": 1, "items": [{"n": 1}, {"n": 2}]}""");
        var query = JsonPathParser.ParsePrefix("@[?@.n > $.limit]", 0)!.Query;
        query.IsRelative.ShouldBeTrue();
        query.Select(root.GetProperty("items"), root).Nodes.ShouldHaveSingleItem().GetRawText().ShouldBe("""{"n": 2}""");
    }
}
