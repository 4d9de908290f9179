using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class RegexpTests
{
    public static IEnumerable<object[]> Table =>
        Cases.Of("regexps.json").Select(static row => new object[] { row.Text("pattern"), row.Texts("matches"), row.Texts("refuses") });

    [Theory]
    [MemberData(nameof(Table))]
    public void Pattern_matches_what_RFC_9485_says(string pattern, string[] matches, string[] refuses)
    {
        var document = JsonSerializer.SerializeToElement(new { pattern, texts = matches.Concat(refuses) });
        Select("$.texts[?match(@, $.pattern)]", document).ShouldBe(matches);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Pattern_written_in_the_query_matches_the_same(string pattern, string[] matches, string[] refuses)
    {
        var document = JsonSerializer.SerializeToElement(new { texts = matches.Concat(refuses) });
        var literal = JsonSerializer.Serialize(pattern);
        Select($"$.texts[?match(@, {literal.Replace("\\u0027", "'", StringComparison.Ordinal)})]", document).ShouldBe(matches);
    }

    [Fact]
    public void Search_finds_whole_characters_only()
    {
        var document = JsonElement.Parse("""["x😀y", "xy", "😁"]""");
        Select("$[?search(@, '[😀]')]", document).ShouldBe(["x😀y"]);
        Select("$[?search(@, '😀y')]", document).ShouldBe(["x😀y"]);
    }

    [Fact]
    public void Large_pattern_is_run()
    {
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', 1_600), new string('a', 1_599) });
        Select("$[?match(@, '(a{40}){40}')]", document).ShouldBe([new string('a', 1_600)]);
    }

    [Theory]
    [InlineData("(a{99}){99}")]
    [InlineData("a{2001}")]
    [InlineData("(((a{2000}){2000}){2000}){2000}")]
    public void Pattern_that_is_too_large_matches_nothing(string pattern)
    {
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', 9_801), new string('a', 2_001) });
        Select($"$[?search(@, '{pattern}')]", document).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|a)*b")]
    [InlineData("(.*)(.*)(.*)(.*)b")]
    public void Pattern_that_ruins_backtracking_engines_is_linear(string pattern)
    {
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', 50_000) });
        Select($"$[?match(@, '{pattern}')]", document).ShouldBeEmpty();
    }

    [Fact]
    public void Deeply_nested_pattern_matches_nothing()
    {
        var document = JsonSerializer.SerializeToElement(new { pattern = new string('(', 100_000), texts = new[] { "", "(" } });
        Select("$.texts[?search(@, $.pattern)]", document).ShouldBeEmpty();
    }

    static string[] Select(string text, JsonElement document)
    {
        JsonPathQuery.TryParse(text, out var query, out var error).ShouldBeTrue(error?.Message);
        return [.. query!.Select(document).Nodes.Select(static node => node.GetString()!)];
    }
}
