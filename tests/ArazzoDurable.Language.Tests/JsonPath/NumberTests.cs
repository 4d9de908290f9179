using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class NumberTests
{
    public static IEnumerable<object[]> Table =>
        Cases.Of("numbers.json").Select(static row => new object[] { row.Text("left"), row.Text("order"), row.Text("right") });

    [Theory]
    [MemberData(nameof(Table))]
    public void Numbers_are_compared_by_all_their_digits(string left, string order, string right)
    {
        var less = order == "<";
        Holds(left, "<", right).ShouldBe(less);
        Holds(left, "<=", right).ShouldBeTrue();
        Holds(left, "==", right).ShouldBe(!less);
        Holds(left, "!=", right).ShouldBe(less);
        Holds(left, ">=", right).ShouldBe(!less);
        Holds(left, ">", right).ShouldBeFalse();
        Holds(right, "<", left).ShouldBeFalse();
        Holds(right, "==", left).ShouldBe(!less);
        Holds(right, ">", left).ShouldBe(less);
    }

    [Fact]
    public void Numbers_inside_structures_are_equal_by_value()
    {
        var document = JsonElement.Parse("""[{"a": [{"n": 1e2}], "b": [{"n": 100.0}]}, {"a": [{"n": 1}], "b": [{"n": 2}]}]""");
        Query("$[?@.a == @.b]").Select(document).Nodes.ShouldHaveSingleItem().GetRawText().ShouldStartWith("""{"a": [{"n": 1e2}]""");
    }

    [Fact]
    public void Literal_keeps_its_digits() =>
        Query("$[?@ == 9007199254740993]").Select(JsonElement.Parse("[9007199254740992, 9007199254740993]")).Nodes
            .ShouldHaveSingleItem().GetRawText().ShouldBe("9007199254740993");

    [Theory]
    [InlineData("$[?count(@.*) == 2.0]")]
    [InlineData("$[?length(@) == 0.2e1]")]
    [InlineData("$[?count(@.*) < 2.1]")]
    [InlineData("$[?length(@) == count(@.*)]")]
    public void Counted_number_is_compared_with_any_number(string text) =>
        Query(text).Select(JsonElement.Parse("[[1, 2]]")).Nodes.Length.ShouldBe(1);

    static bool Holds(string left, string @operator, string right) =>
        Query($"$[?@.l {@operator} @.r]").Select(JsonElement.Parse($$"""[{"l": {{left}}, "r": {{right}}}]""")).Nodes.Length == 1;

    static JsonPathQuery Query(string text)
    {
        JsonPathQuery.TryParse(text, out var query, out var error).ShouldBeTrue(error?.Message);
        return query!;
    }
}
