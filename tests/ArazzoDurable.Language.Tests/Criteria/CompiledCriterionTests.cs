using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Tests.Expressions;

namespace ArazzoDurable.Language.Tests.Criteria;

public sealed class CompiledCriterionTests
{
    static readonly IReadOnlyList<JsonElement> All = YamlCases.Read("Criteria/cases/conditions.yaml");

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < All.Count; i++)
            data.Add(i, All[i].Text("condition"));
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Condition_of_the_table_comes_to_what_the_table_says(int index, string _)
    {
        var @case = All[index];
        var diagnostics = new List<Diagnostic>();

        var criterion = CompiledCriterion.Compile(
            CriterionOf(@case), CaseDeclarations.Of(@case), DialectOf(@case), diagnostics);
        var outcome = criterion.Evaluate(ContextOf(@case));

        outcome.Holds.ShouldBe(@case.TryGetProperty("holds", out var holds) && holds.GetBoolean());
        if (@case.TextOrNull("report") is { } report)
            outcome.Report.ShouldNotBeNull().ShouldStartWith(report);
        else
            outcome.Report.ShouldBeNull();
        (outcome.Reading is not null).ShouldBe(@case.TryGetProperty("reading", out var _));
        var codes = @case.TryGetProperty("diagnostics", out var given) ? given.EnumerateArray().Select(code => code.GetString()!) : [];
        diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(codes);
        diagnostics.ShouldAllBe(diagnostic => diagnostic.Severity == Severity.Warning);
        if (@case.TextOrNull("hint") is { } hint)
            diagnostics[0].Hint.ShouldBe(hint);
    }

    [Fact]
    public void Standard_spellings_of_the_hints_mean_the_same_in_the_strict_dialect()
    {
        foreach (var @case in All.Where(@case => @case.TextOrNull("hint")?.StartsWith("condition: ", StringComparison.Ordinal) ?? false))
        {
            var hint = @case.Text("hint")["condition: ".Length..];
            var simple = hint.Replace(" (without context and type)", "", StringComparison.Ordinal);
            var isQuery = simple.Contains("[?", StringComparison.Ordinal);
            var diagnostics = new List<Diagnostic>();

            var criterion = CompiledCriterion.Compile(
                Criterion(simple, isQuery ? CriterionKind.JsonPath : CriterionKind.Simple, isQuery ? "$response.body" : null),
                CaseDeclarations.Of(@case),
                Dialect.Strict,
                diagnostics);

            diagnostics.ShouldBeEmpty(hint);
            criterion.Evaluate(ContextOf(@case)).ShouldBe(
                new CriterionOutcome(@case.TryGetProperty("holds", out var holds) && holds.GetBoolean(), null), hint);
        }
    }

    [Theory]
    [InlineData("simple", "$response.body.a == 'x'", "$response.body.a")]
    [InlineData("simple", "$inputs.a == '$inputs.b' || !$steps.s.outputs.c", "$inputs.a $inputs.b $steps.s.outputs.c")]
    [InlineData("jsonpath", "$.a == $inputs.x", "$response.body $inputs.x")]
    [InlineData("jsonpath", "$.a[?@.b == '{$inputs.x}']", "$response.body $inputs.x")]
    [InlineData("jsonpath", "$.a[?@.e == '{$inputs.e}' || @.d == '{$inputs.d}' || @.c == '{$inputs.c}' || @.b == '{$inputs.b}' || @.a == '{$inputs.a}']",
        "$response.body $inputs.e $inputs.d $inputs.c $inputs.b $inputs.a")]
    [InlineData("regex", "{$inputs.x}", "$response.body $inputs.x")]
    public void References_are_all_expressions_of_the_criterion_in_the_order_of_the_text(string type, string condition, string references)
    {
        var criterion = CompiledCriterion.Compile(
            Criterion(condition, KindOf(type), "$response.body"), CaseDeclarations.None, Dialect.Lenient, []);

        string.Join(' ', criterion.References.Select(reference => reference.Text)).ShouldBe(references);
    }

    [Fact]
    public void Pattern_that_backtracks_is_given_up_with_a_report()
    {
        var criterion = CompiledCriterion.Compile(
            Criterion("^(?=(a+)+$)b", CriterionKind.Regex, "$response.body"), CaseDeclarations.None, Dialect.Strict, []);

        var outcome = criterion.Evaluate(CaseContext.OfBody($"\"{new string('a', 60)}!\""));

        outcome.ShouldBe(new CriterionOutcome(false, "The regular expression took longer than 100 ms."));
    }

    [Fact]
    public void Pattern_that_would_backtrack_elsewhere_takes_linear_time()
    {
        var criterion = CompiledCriterion.Compile(
            Criterion("^(a+)+$", CriterionKind.Regex, "$response.body"), CaseDeclarations.None, Dialect.Strict, []);

        criterion.Evaluate(CaseContext.OfBody($"\"{new string('a', 10_000)}!\"")).ShouldBe(new CriterionOutcome(false, null));
    }

    [Theory]
    [InlineData(16_384, "The condition cannot be read at offset 64: The condition is nested deeper than 64 levels. The condition never holds.")]
    [InlineData(16_385, "The condition is longer than 16384 characters. The condition never holds.")]
    public void Nesting_and_length_beyond_the_limits_are_errors_and_no_overflow(int length, string message)
    {
        var diagnostics = new List<Diagnostic>();

        CompiledCriterion.Compile(
            Criterion(new string('(', length), CriterionKind.Simple, null), CaseDeclarations.None, Dialect.Lenient, diagnostics);

        diagnostics.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    internal static Criterion Criterion(string condition, CriterionKind kind, string? context, string? version = null) => new()
    {
        Location = Nodes.Somewhere,
        Condition = new Text(condition, Nodes.Somewhere),
        Context = context is null ? null : new Text(context, Nodes.Somewhere),
        Type = new ExpressionType(kind, version),
    };

    static Criterion CriterionOf(JsonElement @case)
    {
        var kind = KindOf(@case.TextOrNull("type") ?? "simple");
        var context = @case.TextOrNull("on") ?? (kind is CriterionKind.Simple or CriterionKind.JsonPointer ? "none" : "$response.body");
        return Criterion(@case.Text("condition"), kind, context == "none" ? null : context, @case.TextOrNull("typeVersion"));
    }

    static CriterionKind KindOf(string type) => Enum.Parse<CriterionKind>(type, ignoreCase: true);

    static Dialect DialectOf(JsonElement @case) => @case.TextOrNull("dialect") == "strict" ? Dialect.Strict : Dialect.Lenient;

    static CaseContext ContextOf(JsonElement @case)
    {
        var context = @case.TryGetProperty("context", out var given) ? JsonNode.Parse(given.GetRawText())!.AsObject() : [];
        if (@case.TryGetProperty("body", out var body))
        {
            context.TryAdd("response", new JsonObject());
            context["response"]!["body"] = JsonNode.Parse(body.GetRawText());
        }
        return new CaseContext(JsonElement.Parse(context.ToJsonString()));
    }
}
