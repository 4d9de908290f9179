using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class SyntaxErrorTests
{
    public static IEnumerable<object[]> Table =>
        Cases.Of("syntax-errors.json").Select(static row => new object[] { row.Text("query"), row.GetProperty("position").GetInt32(), row.Text("message") });

    [Theory]
    [MemberData(nameof(Table))]
    public void Malformed_query_is_refused_with_place_and_reason(string text, int position, string message)
    {
        JsonPathQuery.TryParse(text, out var query, out var error).ShouldBeFalse();
        query.ShouldBeNull();
        error!.Message.ShouldBe(message);
        error.Position.ShouldBe(position);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("!(", ")")]
    [InlineData("@[?", "]")]
    public void Nesting_of_filters_ends_in_an_error_beyond_64_levels(string open, string close)
    {
        var deepest = $"$[?{Repeat(open, 63)}@{Repeat(close, 63)}]";
        JsonPathQuery.TryParse(deepest, out _, out _).ShouldBeTrue();

        var tooDeep = $"$[?{Repeat(open, 100_000)}";
        JsonPathQuery.TryParse(tooDeep, out _, out var error).ShouldBeFalse();
        error!.Message.ShouldBe("Nested more than 64 levels deep.");
    }

    [Fact]
    public void Nesting_of_calls_ends_in_an_error_beyond_64_levels()
    {
        JsonPathQuery.TryParse($"$[?{Repeat("length(", 63)}@{Repeat(")", 63)} == 1]", out _, out _).ShouldBeTrue();
        JsonPathQuery.TryParse($"$[?{Repeat("length(", 100_000)}", out _, out var error).ShouldBeFalse();
        error!.Message.ShouldBe("Nested more than 64 levels deep.");
    }

    [Fact]
    public void Wide_query_is_no_deep_query()
    {
        var wide = "$[?" + string.Join(" || ", Enumerable.Repeat("@.a == 1 && (@.b)", 10_000)) + "]";
        JsonPathQuery.TryParse(wide, out _, out _).ShouldBeTrue();
    }

    static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
