using System.Text.Json;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Tests.JsonPath;

/// <summary>The JSONPath Compliance Test Suite, whole.</summary>
public sealed class ComplianceTests
{
    public static TheoryData<ComplianceCase> Cases
    {
        get
        {
            if (Corpus.Root is null)
                return [];
            using var suite = JsonDocument.Parse(File.ReadAllBytes(Corpus.Path("jsonpath-standard", "cts.json")));
            return [.. suite.RootElement.GetProperty("tests").EnumerateArray().Select(static test => new ComplianceCase(test))];
        }
    }

    [CorpusTheory]
    [MemberData(nameof(Cases))]
    public void Query_of_the_suite_selects_what_the_suite_expects(ComplianceCase suiteCase)
    {
        var test = suiteCase.Content;
        var parsed = JsonPathQuery.TryParse(test.GetProperty("selector").GetString()!, out var query, out var error);
        if (test.TryGetProperty("invalid_selector", out _))
        {
            parsed.ShouldBeFalse();
            return;
        }
        parsed.ShouldBeTrue(error?.Message);
        var result = query!.Select(test.GetProperty("document"));
        result.BudgetExceeded.ShouldBeFalse();
        var allowed = test.TryGetProperty("result", out var only) ? [only] : test.GetProperty("results").EnumerateArray().ToArray();
        allowed.ShouldContain(expected => Same(expected, result), JsonSerializer.Serialize(result.Nodes));
    }

    [CorpusFact]
    public void Suite_is_run_whole() => Cases.Count.ShouldBe(703);

    static bool Same(JsonElement expected, JsonPathResult result) =>
        expected.GetArrayLength() == result.Nodes.Length
        && expected.EnumerateArray().Zip(result.Nodes).All(static pair => JsonElement.DeepEquals(pair.First, pair.Second));
}
