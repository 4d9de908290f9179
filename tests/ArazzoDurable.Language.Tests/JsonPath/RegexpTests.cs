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
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', 975), new string('a', 974) });
        Select("$[?match(@, '(a{39}){25}')]", document).ShouldBe([new string('a', 975)]);
    }

    [Theory]
    [InlineData("(a{7}){143}")]
    [InlineData("a{1001}")]
    [InlineData("a{1000}a")]
    [InlineData("a{1,1001}")]
    [InlineData("a{1000,}")]
    [InlineData("((^{1000}){1000}){1000}")]
    [InlineData("(((|){1000}){1000}){0}")]
    [InlineData("(((a{1000}){1000}){1000}){1000}")]
    public void Pattern_that_is_too_large_matches_nothing(string pattern)
    {
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', 1_001) });
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

    [Theory]
    [InlineData("\\\\p{L}+ \\\\p{L}+", "Émile Zola")]
    [InlineData("[^\\\\p{L}]{100}", null)]
    [InlineData("[\\\\p{L}\\\\p{N}._%+\\\\-]+@([\\\\p{L}\\\\p{N}\\\\-]+\\\\.)+\\\\p{L}{2,3}", "zoé@example.org")]
    public void Categories_leave_room_for_the_patterns_people_write(string pattern, string? matched)
    {
        var document = JsonSerializer.SerializeToElement(new[] { "Émile Zola", "zoé@example.org", new string('1', 100) });
        Select($"$[?match(@, '{pattern}')]", document).ShouldBe(matched is null ? [] : [matched]);
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
