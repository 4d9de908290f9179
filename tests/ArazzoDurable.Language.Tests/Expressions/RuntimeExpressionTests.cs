using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Tests.Expressions;

public sealed class RuntimeExpressionTests
{
    static readonly IReadOnlyList<JsonElement> All = YamlCases.Read("Expressions/cases/expressions.yaml");

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < All.Count; i++)
            data.Add(i, All[i].Text("expression"));
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Expression_of_the_table_gives_what_the_table_says(int index, string text)
    {
        var @case = All[index];
        var parsed = RuntimeExpression.TryParse(text, CaseDeclarations.Of(@case), out var expression, out var error);
        if (@case.TextOrNull("error") is { } message)
        {
            parsed.ShouldBeFalse();
            error.ShouldNotBeNull().Message.ShouldStartWith(message);
            error.Position.ShouldBe(@case.GetProperty("at").GetInt32());
            return;
        }
        error.ShouldBeNull();
        var evaluation = expression.ShouldNotBeNull().Evaluate(CaseContext.Of(@case));
        if (@case.TryGetProperty("absent", out _))
        {
            evaluation.ShouldBe(Evaluation.Absent);
            return;
        }
        evaluation.Value.ShouldNotBeNull().GetRawText().ShouldBe(@case.GetProperty("value").GetRawText());
        evaluation.IsSecret.ShouldBe(@case.TryGetProperty("secret", out _));
    }

    [Fact]
    public void Expression_keeps_its_parts_for_checks()
    {
        RuntimeExpression.TryParse("$steps.a.outputs.b.c[0]#/d", Declaring("a", "b"), out var expression, out _).ShouldBeTrue();

        var output = expression.ShouldBeOfType<RuntimeExpression.StepOutputs>();
        output.StepId.ShouldBe("a");
        output.Name.ShouldBe("b");
        output.Path.ToString().ShouldBe("/c/0/d");
        output.ToString().ShouldBe("$steps.a.outputs.b.c[0]#/d");
    }

    [Fact]
    public void Name_that_is_not_declared_is_taken_whole()
    {
        RuntimeExpression.TryParse("$inputs.a.b#/c", CaseDeclarations.None, out var expression, out _).ShouldBeTrue();

        expression.ShouldBe(new RuntimeExpression.Inputs("$inputs.a.b#/c", "a.b", JsonPointer.Root.Append("c")));
    }

    static CaseDeclarations Declaring(string step, string output) =>
        new(JsonElement.Parse($$$"""{"steps":{"{{{step}}}":["{{{output}}}"]}}"""));
}
