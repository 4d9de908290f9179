using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

public sealed class BudgetTests
{
    static readonly JsonElement Numbers = JsonSerializer.SerializeToElement(Enumerable.Range(0, 1_000));

    [Fact]
    public void Default_budget_is_a_million_nodes_and_512_levels() => JsonPathBudget.Default.ShouldBe(new JsonPathBudget(1_000_000, 512));

    [Theory]
    [InlineData("$[*]")]
    [InlineData("$..*")]
    [InlineData("$[?@ > 5]")]
    [InlineData("$[?!(@ > 5)]")]
    [InlineData("$[?@ == $]")]
    [InlineData("$[?count($[*]) > 5]")]
    [InlineData("$[0:999]")]
    [InlineData("$[::-1]")]
    public void Query_beyond_its_nodes_gives_none_and_says_so(string text)
    {
        var result = Query(text).Select(Numbers, new JsonPathBudget(Nodes: 500));
        result.BudgetExceeded.ShouldBeTrue();
        result.Nodes.ShouldBeEmpty();
    }

    [Fact]
    public void Query_within_its_nodes_is_complete()
    {
        Query("$[*]").Select(Numbers, new JsonPathBudget(Nodes: 1_001)).Nodes.Length.ShouldBe(1_000);
        Query("$[*]").Select(Numbers, new JsonPathBudget(Nodes: 1_000)).BudgetExceeded.ShouldBeTrue();
    }

    [Fact]
    public void Query_that_multiplies_is_stopped_by_the_default_budget() =>
        Query("$[?count($[?count($[*]) > 1]) > 1]").Select(Numbers).BudgetExceeded.ShouldBeTrue();

    [Fact]
    public void Comparison_of_large_values_is_charged()
    {
        var document = JsonSerializer.SerializeToElement(new { a = Enumerable.Range(0, 1_000), b = Enumerable.Range(0, 1_000) });
        Query("$[?$.a == $.b]").Select(document, new JsonPathBudget(Nodes: 2_100)).BudgetExceeded.ShouldBeFalse();
        Query("$[?$.a == $.b]").Select(document, new JsonPathBudget(Nodes: 1_000)).BudgetExceeded.ShouldBeTrue();
    }

    [Fact]
    public void Patterns_of_the_document_are_charged_by_their_length()
    {
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', 600) });
        Query("$[?match('a', @)]").Select(document, new JsonPathBudget(Nodes: 500)).BudgetExceeded.ShouldBeTrue();
        Query("$[?match('a', @)]").Select(document, new JsonPathBudget(Nodes: 700)).BudgetExceeded.ShouldBeFalse();
    }

    [Fact]
    public void Matching_is_charged_by_size_of_pattern_and_length_of_text()
    {
        var document = JsonSerializer.SerializeToElement(new[] { new string('a', 64_000) });
        Query("$[?search(@, 'b')]").Select(document, new JsonPathBudget(Nodes: 1_100)).BudgetExceeded.ShouldBeFalse();
        Query("$[?search(@, 'b{10}')]").Select(document, new JsonPathBudget(Nodes: 9_000)).BudgetExceeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("$..*", 500, false)]
    [InlineData("$..*", 600, true)]
    [InlineData("$[?@ == $[0]]", 600, true)]
    [InlineData("$[?@..x]", 600, true)]
    public void Document_deeper_than_the_budget_is_given_up(string text, int depth, bool exceeded) =>
        Query(text).Select(Nested(depth)).BudgetExceeded.ShouldBe(exceeded);

    [Fact]
    public void Deep_document_is_walked_where_the_budget_allows() =>
        Query("$..*").Select(Nested(600), new JsonPathBudget(Depth: 700)).Nodes.Length.ShouldBe(600);

    [Fact]
    public void Absolute_queries_in_nested_filters_add_up_in_depth()
    {
        var budget = new JsonPathBudget(Depth: 65);
        Query("$..zzz").Select(Nested(60), budget).BudgetExceeded.ShouldBeFalse();
        Query("$[?$[?$[?$..zzz]]]").Select(Nested(60), budget).BudgetExceeded.ShouldBeTrue();
    }

    static JsonElement Nested(int depth)
    {
        var text = new string('[', depth) + "1" + new string(']', depth);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = depth + 1 });
        return document.RootElement.Clone();
    }

    static JsonPathQuery Query(string text)
    {
        JsonPathQuery.TryParse(text, out var query, out var error).ShouldBeTrue(error?.Message);
        return query!;
    }
}
