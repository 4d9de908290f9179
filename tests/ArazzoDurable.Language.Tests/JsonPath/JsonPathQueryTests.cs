using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class JsonPathQueryTests
{
    [Theory]
    [InlineData("$", true)]
    [InlineData("$.a[0]['b']", true)]
    [InlineData("$.a[-1]", true)]
    [InlineData("$.a[0,1]", false)]
    [InlineData("$.a[*]", false)]
    [InlineData("$..a", false)]
    [InlineData("$.a[0:1]", false)]
    [InlineData("$.a[?@.b]", false)]
    public void Query_is_singular_when_made_of_single_names_and_indexes(string text, bool singular) => Query(text).IsSingular.ShouldBe(singular);

    [Theory]
    [InlineData("$.a", "1")]
    [InlineData("$[?@ == 2]", "2")]
    public void Member_whose_name_is_half_a_surrogate_pair_stops_nothing(string text, string json)
    {
        var document = JsonElement.Parse("""{"\ud800": 0, "a": 1, "\ud800b": 2, "\udc00": {"\ud800": 3}}""");
        Query(text).Select(document).Nodes.ShouldHaveSingleItem().GetRawText().ShouldBe(json);
        Query("$.d").Select(document).Nodes.ShouldBeEmpty();
    }

    [Fact]
    public void String_with_half_a_surrogate_pair_is_compared_as_it_stands()
    {
        var document = JsonElement.Parse("""[{"l": "\ud800", "r": "\uD800"}, {"l": "\ud800", "r": "\ud801"}, {"l": {"\ud800": 1}, "r": {"\ud800": 1}}]""");
        Query("$[?@.l == @.r]").Select(document).Nodes.Length.ShouldBe(2);
        Query("$[?length(@.l) == 1]").Select(document).Nodes.Length.ShouldBe(3);
        Query("$[?search(@.l, '.')]").Select(document).Nodes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""["a\u0062\/\\\"\b\f\n\r\t"]""", """$[?@ == "ab/\\\"\b\f\n\r\t"]""")]
    [InlineData("""["\u00e9"]""", "$[?@ == 'é']")]
    [InlineData("""["é"]""", "$[?@ == '\\u00e9']")]
    [InlineData("""["a'b"]""", "$[?@ == 'a\\'b']")]
    public void Escaped_strings_equal_what_they_mean(string json, string text) => Query(text).Select(JsonElement.Parse(json)).Nodes.Length.ShouldBe(1);

    [Theory]
    [InlineData("""{"a": 1, "b": [2]}""", """{"b": [2.0], "a": 1}""", true)]
    [InlineData("""{"a": 1}""", """{"b": 1}""", false)]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 1}""", false)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("[1]", "[1, 2]", false)]
    [InlineData("[]", "{}", false)]
    [InlineData("null", "null", true)]
    [InlineData("true", "false", false)]
    [InlineData("1", "\"1\"", false)]
    public void Values_are_equal_by_content(string left, string right, bool equal) =>
        Query("$[?@.l == @.r]").Select(JsonElement.Parse($$"""[{"l": {{left}}, "r": {{right}}}]""")).Nodes.Length.ShouldBe(equal ? 1 : 0);

    [Fact]
    public void Query_keeps_its_text()
    {
        Query("$ .a [0]").Text.ShouldBe("$ .a [0]");
        Query("$ .a [0]").ToString().ShouldBe("$ .a [0]");
    }

    static JsonPathQuery Query(string text)
    {
        JsonPathQuery.TryParse(text, out var query, out var error).ShouldBeTrue(error?.Message);
        return query!;
    }
}
