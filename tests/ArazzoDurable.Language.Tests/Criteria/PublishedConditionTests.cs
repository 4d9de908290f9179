using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Tests.Expressions;

namespace ArazzoDurable.Language.Tests.Criteria;

/// <summary>Holds the conditions that published documents have to what their authors mean by them.</summary>
public sealed class PublishedConditionTests
{
    const int Distinct = 171;

    const int Queries = 28;

    static readonly IReadOnlyList<JsonElement> All = YamlCases.Read("Criteria/cases/published-conditions.yaml");

    public static TheoryData<string> Conditions() => [.. All.Select(each => each.Text("condition"))];

    public static TheoryData<string> StandardQueries() => [.. All.Where(IsQuery).Select(each => each.Text("condition"))];

    [Fact]
    public void Table_has_each_condition_once()
    {
        All.Select(each => each.Text("condition")).Distinct(StringComparer.Ordinal).Count().ShouldBe(Distinct);
        All.Count.ShouldBe(Distinct);
        All.Count(IsQuery).ShouldBe(Queries);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Condition_is_read_as_its_author_means_it(string condition)
    {
        var given = Named(condition);

        Check(given, given, Dialect.Lenient);
        if (given.TryGetProperty("on-object", out var bodies))
            Check(given, bodies, Dialect.Lenient);
    }

    [Theory]
    [MemberData(nameof(StandardQueries))]
    public void Query_is_read_as_its_standard_has_it_in_the_strict_dialect(string condition)
    {
        var given = Named(condition);

        Check(given, given.TryGetProperty("strict", out var bodies) ? bodies : given, Dialect.Strict);
    }

    static void Check(JsonElement given, JsonElement bodies, Dialect dialect)
    {
        Evaluate(given, bodies.GetProperty("passes"), dialect).ShouldSatisfyAllConditions(
            outcome => outcome.Holds.ShouldBeTrue($"{bodies.GetProperty("passes")}"),
            outcome => outcome.Report.ShouldBeNull());
        Evaluate(given, bodies.GetProperty("fails"), dialect).ShouldSatisfyAllConditions(
            outcome => outcome.Holds.ShouldBeFalse($"{bodies.GetProperty("fails")}"),
            outcome => outcome.Report.ShouldBeNull());
    }

    static CriterionOutcome Evaluate(JsonElement given, JsonElement body, Dialect dialect)
    {
        var criterion = CompiledCriterionTests.Criterion(given.Text("condition"), CriterionKind.JsonPath, "$response.body");
        var context = new JsonObject { ["response"] = new JsonObject { ["body"] = JsonNode.Parse(body.GetRawText()) } };
        if (given.TryGetProperty("inputs", out var inputs))
            context["inputs"] = JsonNode.Parse(inputs.GetRawText());
        return CompiledCriterion.Compile(criterion, CaseDeclarations.None, dialect, []).Evaluate(new CaseContext(JsonElement.Parse(context.ToJsonString())));
    }

    static JsonElement Named(string condition) => All.Single(each => each.Text("condition") == condition);

    static bool IsQuery(JsonElement given) => given.TryGetProperty("rfc9535", out var flag) && flag.GetBoolean();
}
