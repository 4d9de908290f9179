using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Tests.Expressions;

public sealed class TemplateTests
{
    static readonly IReadOnlyList<JsonElement> All = YamlCases.Read("Expressions/cases/templates.yaml");

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < All.Count; i++)
            data.Add(i, All[i].TryGetProperty("template", out var template) ? template.GetRawText() : All[i].Text("json"));
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Template_of_the_table_gives_what_the_table_says(int index, string _)
    {
        var @case = All[index];
        var diagnostics = new List<Diagnostic>();

        var result = Evaluate(@case, diagnostics);

        result.ShouldSatisfy(@case);
        var codes = @case.TryGetProperty("diagnostics", out var given) ? given.EnumerateArray().Select(code => code.GetString()) : [];
        diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(codes!);
        diagnostics.ShouldAllBe(diagnostic => diagnostic.Severity == Severity.Warning);
        if (@case.TextOrNull("hint") is { } hint)
            diagnostics[0].Hint.ShouldBe(hint);
    }

    [Fact]
    public void Template_lists_its_expressions_in_order()
    {
        var value = Nodes.Of("""{"a":["$inputs.x","{$steps.s.outputs.y} and {$url}"],"b":{"context":"$response.body","selector":"$.a","type":"jsonpath"}}""");

        var template = ValueTemplate.Compile(value, CaseDeclarations.None, Dialect.Lenient, []);

        template.References.Select(reference => reference.Text).ShouldBe(["$inputs.x", "$steps.s.outputs.y", "$url", "$response.body"]);
    }

    [Fact]
    public void Diagnostic_points_to_the_string_that_it_is_about()
    {
        var diagnostics = new List<Diagnostic>();

        ValueTemplate.Compile(Nodes.Of("""{"a/b":["x","{$foo}"]}"""), CaseDeclarations.None, Dialect.Lenient, diagnostics);

        diagnostics.ShouldHaveSingleItem().Location.Pointer.ToString().ShouldBe("/value/a~1b/1");
        diagnostics[0].Message.ShouldStartWith(
            "This looks like a runtime expression and is none, so it is sent as text. A runtime expression begins with one of $url,");
    }

    static TemplateResult Evaluate(JsonElement @case, List<Diagnostic> diagnostics)
    {
        var declarations = CaseDeclarations.Of(@case);
        var dialect = @case.TextOrNull("dialect") == "strict" ? Dialect.Strict : Dialect.Lenient;
        var context = CaseContext.Of(@case);
        return @case.TextOrNull("json") is { } json
            ? JsonTextTemplate.Compile(new Text(json, Nodes.Somewhere), declarations, dialect, diagnostics).Evaluate(context)
            : ValueTemplate.Compile(Nodes.Of(@case.GetProperty("template").GetRawText()), declarations, dialect, diagnostics).Evaluate(context);
    }
}
