using System.Text.Json;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Tests.Expressions;

namespace ArazzoDurable.Language.Tests.Criteria;

public sealed class HostileValueTests
{
    static readonly string[] Hostile =
    [
        "' || true || '", "\" || true || \"", "x') || (1 == 1", "'] || $['a", "\\", "\\'", "''", "'", "\"", ".*", "(a+)+$", "|", "^$", "[^",
        "{$inputs.other}", "$inputs.other", "@", "*", "..", "0", "true", "null", "$", "\uE000$inputs.other", "\u0000", "*)]", "?@.secret",
    ];

    // Each holds for the value 'expected' and for no other, whatever the other one is made of.
    public static TheoryData<string, string> Conditions() => new()
    {
        { "simple", "$inputs.v == 'expected'" },
        { "simple", "'$inputs.v' == 'expected'" },
        { "simple", "'{$inputs.v}' == 'expected' && '<{$inputs.v}>' == '<expected>'" },
        { "jsonpath", "$.id == '$inputs.v'" },
        { "jsonpath", "$.id == {$inputs.v}" },
        { "jsonpath", "$.list[?@.id == '{$inputs.v}']" },
        { "jsonpath", "$.list[?@.id == {$inputs.v}]" },
        { "jsonpath", "$.list[?(@.id == '$inputs.v')].length == 1" },
        { "jsonpath", "$.list[?@['{$inputs.v}'] == 1 && @.id == '{$inputs.v}']" },
        { "jsonpath", "$.members['{$inputs.v}']" },
        { "jsonpath", "$.members[{$inputs.v}]" },
        { "jsonpath", "$.list[?match(@.id, '{$inputs.v}')]" },
        { "regex", "\"id\":\"{$inputs.v}\"" },
        { "regex", "\"id\":\"({$inputs.v})\"" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Value_decides_a_condition_and_never_rewrites_it(string type, string condition)
    {
        var criterion = CompiledCriterion.Compile(
            CompiledCriterionTests.Criterion(condition, Enum.Parse<CriterionKind>(type, ignoreCase: true), type == "simple" ? null : "$response.body"),
            CaseDeclarations.None,
            Dialect.Lenient,
            []);

        criterion.Evaluate(With("expected")).ShouldBe(new CriterionOutcome(true, null));
        foreach (var value in Hostile.Concat(RandomTexts.Of(seed: 7, count: 300)))
            criterion.Evaluate(With(value)).Holds.ShouldBeFalse(value);
    }

    [Fact]
    public void Report_holds_no_value()
    {
        var criterion = CompiledCriterion.Compile(
            CompiledCriterionTests.Criterion("$.a[{$inputs.v}]", CriterionKind.JsonPath, "$response.body"),
            CaseDeclarations.None,
            Dialect.Strict,
            []);
        var context = new CaseContext(JsonElement.Parse("""{"inputs":{"v":{"$sealed":{"canary":1}}},"response":{"body":{"a":"canary"}}}"""));

        criterion.Evaluate(context).ShouldBe(new CriterionOutcome(false, "An expression in the brackets of a path is neither a name nor an index."));
    }

    static CaseContext With(string value) => new(JsonElement.Parse(
        $$$$"""
        {
            "inputs": {"v": {{{{JsonSerializer.Serialize(value)}}}}, "other": "expected"},
            "response": {"body": {"id":"expected","list":[{"id":"expected","expected":1}],"members":{"expected":1}}}
        }
        """));
}
