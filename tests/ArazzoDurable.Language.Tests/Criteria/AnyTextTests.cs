using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Language.Tests.Expressions;

namespace ArazzoDurable.Language.Tests.Criteria;

public sealed class AnyTextTests
{
    const int Texts = 1500;

    static readonly CaseContext Context = new(JsonElement.Parse(
        """{"inputs":{"a":"\ud800","word":{"a":[1]}},"steps":{"a":{"a":1}},"statusCode":200,"response":{"body":{"a":"\udc00x","\ud800":1,"length":[],"word":null}}}"""));

    static readonly CaseDeclarations Declarations = new(JsonElement.Parse("""{"inputs":["a","word"],"steps":{"a":["a"]}}"""));

    [Theory]
    [InlineData(CriterionKind.Simple)]
    [InlineData(CriterionKind.Regex)]
    [InlineData(CriterionKind.JsonPath)]
    public void Condition_of_any_text_compiles_and_evaluates(CriterionKind kind)
    {
        foreach (var text in RandomTexts.Of(seed: 1, Texts))
        {
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                var diagnostics = new List<Diagnostic>();
                var criterion = CompiledCriterion.Compile(
                    CompiledCriterionTests.Criterion(text, kind, "$response.body"), Declarations, dialect, diagnostics);
                var outcome = criterion.Evaluate(Context);
                (outcome.Holds && outcome.Report is not null).ShouldBeFalse(text);
                if (diagnostics.Any(diagnostic => diagnostic.Code == ExpressionCodes.InvalidCondition))
                    outcome.Report.ShouldNotBeNull(text);
            }
        }
    }

    [Fact]
    public void Value_of_any_text_compiles_and_evaluates()
    {
        foreach (var text in RandomTexts.Of(seed: 2, Texts))
        {
            var node = new Node.Scalar(JsonElement.Parse(JsonSerializer.Serialize(text)), Mark.None);
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                var template = ValueTemplate.Compile(new NodeValue(node, Nodes.Somewhere), Declarations, dialect, []);
                template.Evaluate(Context).ShouldNotBeNull();
                JsonTextTemplate.Compile(new Text(text, Nodes.Somewhere), Declarations, dialect, []).Evaluate(Context).ShouldNotBeNull();
            }
        }
    }

    [Fact]
    public void Text_that_is_an_expression_is_one_in_braces_too()
    {
        var expressions = 0;
        foreach (var text in RandomTexts.Of(seed: 3, 10 * Texts))
        {
            if (!RuntimeExpression.TryParse(text, Declarations, out var expression, out var error))
            {
                error.Position.ShouldBeInRange(0, text.Length);
                continue;
            }
            if (!RuntimeExpression.TryParse(text, Declarations, out var again, out _) || text.Contains('}', StringComparison.Ordinal))
                continue;
            expressions++;
            again.ShouldBe(expression);
            var template = ValueTemplate.Compile(Nodes.Of(JsonSerializer.Serialize($"<{{{text}}}>")), Declarations, Dialect.Strict, []);
            template.References.ShouldBe([expression]);
        }
        expressions.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_a_response_stops_nothing()
    {
        var template = ValueTemplate.Compile(Nodes.Of("""{"copy":"$response.body","text":"<{$inputs.a}>"}"""), Declarations, Dialect.Strict, []);

        var value = template.Evaluate(Context).ShouldBeOfType<TemplateResult.Value>();

        Encoding.UTF8.GetByteCount(value.Json.GetRawText()).ShouldBeGreaterThan(0);
        value.Json.GetProperty("copy").GetRawText().ShouldContain("\\udc00x");
    }
}
