using System.Text;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Tests.Criteria;

public sealed class ChannelExpressionChecksTests
{
    const string Head = """
        info: {title: t, version: "1"}
        sourceDescriptions: [{name: api, url: a.yaml, type: openapi}, {name: events, url: e.yaml, type: asyncapi}, {name: any, url: any.yaml}]
        workflows:
          - workflowId: w

        """;

    [Theory]
    [InlineData("operationId: $sourceDescriptions.events.e", "$message.payload.id")]
    [InlineData("operationId: $sourceDescriptions.any.e", "$message.payload#/id")]
    [InlineData("operationId: $sourceDescriptions.nowhere.e", "$message.header.id")]
    [InlineData("operationId: unqualified", "$message.payload")]
    [InlineData("channelPath: '{$sourceDescriptions.events.url}#/channels/c'", "$message.payload.id")]
    [InlineData("channelPath: '{$sourceDescriptions.events.url}#/channels/c'", "$inputs.id")]
    [InlineData("operationId: $sourceDescriptions.api.o", "$response.body#/id")]
    public void Expression_that_may_have_a_value_is_no_finding(string target, string output) => Codes(target, output).ShouldBeEmpty();

    [Theory]
    [InlineData("operationId: $sourceDescriptions.api.o", "$message.payload.id", "for this step receives no message of an AsyncAPI channel")]
    [InlineData("operationPath: '{$sourceDescriptions.api.url}#/paths/~1a/get'", "$message.header.id", "for this step receives no message of an AsyncAPI channel")]
    [InlineData("workflowId: w", "$message.payload", "for this step receives no message of an AsyncAPI channel")]
    [InlineData("channelPath: '{$sourceDescriptions.events.url}#/channels/c'", "$response.body#/id", "for a channel gives messages and no responses")]
    [InlineData("channelPath: '{$sourceDescriptions.events.url}#/channels/c'", "$response.header.id", "for a channel gives messages and no responses")]
    [InlineData("channelPath: '{$sourceDescriptions.events.url}#/channels/c'", "$statusCode", "for a channel gives messages and no responses")]
    public void Expression_that_never_has_a_value_is_a_warning(string target, string output, string because) =>
        Codes(target, output).ShouldHaveSingleItem().ShouldBe($"Warning expression-without-value '{output}' never has a value here, {because}.");

    [Fact]
    public void Step_of_another_workflow_is_no_part_of_an_expression() =>
        Codes("operationId: $sourceDescriptions.api.o", "$workflows.w.steps.s.outputs.x").ShouldHaveSingleItem()
            .ShouldBe("Warning invalid-expression '$workflows.w.steps.s.outputs.x': an expression cannot name a step of another workflow; make its output one of that workflow.");

    [Theory]
    [InlineData("1.1.0", Dialect.Strict, "Error")]
    [InlineData("1.1.0", Dialect.Lenient, "Warning")]
    [InlineData("1.0.1", Dialect.Strict, "Warning")]
    [InlineData("1.0.1", Dialect.Lenient, "Warning")]
    public void Output_of_a_later_step_is_an_error_in_strict_1_1(string version, Dialect dialect, string severity) =>
        Findings(version, dialect, Pages("")).ShouldHaveSingleItem().ShouldStartWith($"{severity} later-step-output ");

    [Theory]
    [InlineData("b", "", "")]
    [InlineData("$workflows.w.steps.b", "", "")]
    [InlineData("c", "b", "")]
    [InlineData("d", "$workflows.w.steps.b", "c")]
    public void Output_of_a_later_step_that_is_depended_on_is_no_finding(string ofA, string ofC, string ofD) =>
        Findings("1.1.0", Dialect.Strict, Depending(ofA, ofC, ofD)).ShouldBeEmpty();

    [Theory]
    [InlineData("c", "", "")]
    [InlineData("c", "d", "c")]
    [InlineData("$workflows.v.steps.b", "", "")]
    [InlineData("", "b", "b")]
    public void Output_of_a_later_step_that_is_not_depended_on_is_a_finding(string ofA, string ofC, string ofD) =>
        Findings("1.1.0", Dialect.Strict, Depending(ofA, ofC, ofD)).ShouldHaveSingleItem().ShouldStartWith("Error later-step-output ");

    [Fact]
    public void Dependencies_without_end_are_looked_at_a_million_times_and_no_more()
    {
        const int Steps = 2_000;
        var chain = Enumerable.Range(0, Steps).Select(step =>
            $"{{stepId: s{step}, dependsOn: [s{step + 1}], operationId: $sourceDescriptions.api.a, parameters: [{{name: p, in: query, value: $steps.free.outputs.x}}]}}");
        var found = Findings("1.1.0", Dialect.Strict, $"""
                steps:
                  [{string.Join(",\n      ", chain)},
                  {"{"}stepId: s{Steps}, operationId: $sourceDescriptions.api.a{"}"},
                  {"{"}stepId: free, operationId: $sourceDescriptions.api.a, outputs: {"{"}x: $response.body{"}"}{"}"}]
            """);

        // The first step leads to 2,000 others, the next one to 1,999, and so on: more than a million after 585 of them.
        found.Count.ShouldBe(585);
    }

    [Theory]
    [InlineData("successActions: [{name: n, type: goto, stepId: a}]")]
    [InlineData("failureActions: [{name: n, type: retry, stepId: a}]")]
    public void Output_of_a_later_step_from_which_an_action_of_the_workflow_leads_back_is_no_finding(string actions) =>
        Findings("1.1.0", Dialect.Strict, Pages(actions)).ShouldBeEmpty();

    static string Pages(string actions) => $"""
            {actions}
            steps:
              - {"{"}stepId: a, operationId: $sourceDescriptions.api.a, parameters: [{"{"}name: p, in: query, value: $steps.b.outputs.next{"}"}]{"}"}
              - {"{"}stepId: b, operationId: $sourceDescriptions.api.b, outputs: {"{"}next: $response.body#/next{"}"}{"}"}
        """;

    static string Depending(string ofA, string ofC, string ofD) => Pages("").Replace("stepId: a,", $"stepId: a, {DependsOn(ofA)}", StringComparison.Ordinal) + $"""

              - {"{"}stepId: c, {DependsOn(ofC)} operationId: $sourceDescriptions.api.c{"}"}
              - {"{"}stepId: d, {DependsOn(ofD)} operationId: $sourceDescriptions.api.d{"}"}
        """;

    static string DependsOn(string step) => step.Length == 0 ? "" : $"dependsOn: [{step}],";

    static List<string> Codes(string target, string output) => Findings("1.1.0", Dialect.Strict, $"""
            steps: [{"{"}stepId: s, {target}, action: receive, outputs: {"{"}x: {output}{"}"}{"}"}]
        """);

    static List<string> Findings(string version, Dialect dialect, string workflow)
    {
        var document = ArazzoReader.Read(Encoding.UTF8.GetBytes($"arazzo: {version}\n{Head}{workflow}")).Document.ShouldNotBeNull();
        return [.. ExpressionChecks.Check(document, dialect).Select(found => $"{found.Severity} {found.Code} {found.Message}")];
    }
}
