using System.Text.Json;

namespace ArazzoDurable.Language.Tests.Schemas;

/// <summary>The official suite of draft 2020-12, and the groups of it that we do not hold ourselves to.</summary>
static class OfficialSuite
{
    internal static IEnumerable<SuiteTest> Tests() =>
        from path in Directory.EnumerateFiles(Corpus.Path("json-schema-test-suite", "draft2020-12"), "*.json").Order(StringComparer.Ordinal)
        from @group in JsonElement.Parse(File.ReadAllBytes(path)).EnumerateArray()
        from test in @group.GetProperty("tests").EnumerateArray()
        select new SuiteTest(
            Path.GetFileName(path),
            @group.GetProperty("description").GetString()!,
            test.GetProperty("description").GetString()!,
            @group.GetProperty("schema"),
            test.GetProperty("data"),
            test.GetProperty("valid").GetBoolean());

    /// <summary>File and description of each group that is left out, with the reason.</summary>
    internal static Dictionary<(string File, string Group), string> Skipped() =>
        Cases.Read("official-suite-skipped").ToDictionary(
            each => (each.GetProperty("file").GetString()!, each.GetProperty("group").GetString()!),
            each => each.GetProperty("reason").GetString()!);
}

sealed record SuiteTest(string File, string Group, string Name, JsonElement Schema, JsonElement Data, bool IsValid);
