using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Language.Tests.Schemas;

public sealed class OfficialSuiteTests
{
    static readonly Lazy<Dictionary<(string File, string Group, string Name), SuiteTest>> ByName =
        new(() => OfficialSuite.Tests().ToDictionary(test => (test.File, test.Group, test.Name)));

    public static TheoryData<string, string, string> Held()
    {
        var data = new TheoryData<string, string, string>();
        if (Corpus.Root is null)
            return data;
        var skipped = OfficialSuite.Skipped();
        foreach (var test in OfficialSuite.Tests().Where(test => !skipped.ContainsKey((test.File, test.Group))))
            data.Add(test.File, test.Group, test.Name);
        return data;
    }

    [CorpusTheory]
    [MemberData(nameof(Held))]
    public void Suite_test_is_judged_as_it_says(string file, string group, string name)
    {
        var test = ByName.Value[(file, group, name)];
        JsonSchema.TryCompile(test.Schema, out var schema, out var errors).ShouldBeTrue(string.Join("; ", errors));
        var violations = schema!.Validate(test.Data);
        violations.IsEmpty.ShouldBe(test.IsValid, string.Join("; ", violations));
    }

    [CorpusFact]
    public void Skipped_groups_are_those_that_do_not_hold()
    {
        var failing = OfficialSuite.Tests().Where(test => !Holds(test)).Select(test => (test.File, test.Group)).Distinct();
        OfficialSuite.Skipped().Keys.ShouldBe(failing, ignoreOrder: true);
    }

    [CorpusFact]
    public void Suite_is_whole_and_little_of_it_is_skipped()
    {
        var skipped = OfficialSuite.Skipped();
        OfficialSuite.Tests().Count().ShouldBe(1299);
        OfficialSuite.Tests().Count(test => skipped.ContainsKey((test.File, test.Group))).ShouldBe(51);
    }

    static bool Holds(SuiteTest test) =>
        JsonSchema.TryCompile(test.Schema, out var schema, out _) && schema.Validate(test.Data).IsEmpty == test.IsValid;
}
