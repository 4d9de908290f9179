using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
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
    public void Places_are_those_of_the_normalized_paths_of_the_suite()
    {
        var located = 0;
        foreach (var row in (IEnumerable<object[]>)Cases)
        {
            var test = ((ComplianceCase)row[0]).Content;
            if (!test.TryGetProperty("result_paths", out var paths))
                continue;
            JsonPathQuery.TryParse(test.GetProperty("selector").GetString()!, out var query, out _).ShouldBeTrue();
            var expected = paths.EnumerateArray().Select(path => Pointer(path.GetString()!)).Distinct().ToArray();

            query!.Locate(test.GetProperty("document"))!.Value.Select(place => place.ToString()).ShouldBe(expected, test.GetProperty("name").GetString());
            located++;
        }
        located.ShouldBe(447);
    }

    [CorpusFact]
    public void Suite_is_run_whole() => Cases.Count.ShouldBe(703);

    static bool Same(JsonElement expected, JsonPathResult result) =>
        expected.GetArrayLength() == result.Nodes.Length
        && expected.EnumerateArray().Zip(result.Nodes).All(static pair => JsonElement.DeepEquals(pair.First, pair.Second));

    /// <summary>A normalized path, which is a query of single names and indexes, as a pointer.</summary>
    static string Pointer(string path)
    {
        JsonPathQuery.TryParse(path, out var query, out _).ShouldBeTrue(path);
        return query!.Segments.Aggregate(JsonPointer.Root, (place, segment) => segment.Selectors[0] switch
        {
            Selector.Name name => place.Append(name.Value),
            Selector.Index index => place.Append((int)index.Value),
            _ => throw new InvalidOperationException(path),
        }).ToString();
    }
}
