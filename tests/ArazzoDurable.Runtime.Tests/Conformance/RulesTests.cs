using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Conformance;

/// <summary>Holds rules and cases to each other: no rule without a case, and no case without a rule.</summary>
public sealed class RulesTests
{
    const int FewestWalkCases = 400;

    static readonly RuleBook Book = RuleBook.Read();

    static readonly IReadOnlyList<RuledCase> Cases = RuledCase.ReadAll();

    [Fact]
    public void Each_rule_has_a_case() => Book.Rules
        .Where(rule => rule.Test is null)
        .Select(rule => rule.Id)
        .Except(Cases.SelectMany(each => each.Rules))
        .ShouldBeEmpty("rules without a case");

    [Fact]
    public void Case_names_rules_that_there_are()
    {
        var known = Book.Rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        Cases.SelectMany(each => each.Rules.Where(rule => !known.Contains(rule)).Select(rule => $"{each.Name}: {rule}")).ShouldBeEmpty();
    }

    [Fact]
    public void Walk_case_names_its_rules() => WalkCases.All
        .Where(each => each["rules"] is not { } rules || rules.GetArrayLength() == 0)
        .Select(each => each.Name)
        .ShouldBeEmpty("cases that do not say which rule they show");

    [Fact]
    public void Walk_has_its_cases() => WalkCases.All.Count.ShouldBeGreaterThanOrEqualTo(FewestWalkCases);

    [Fact]
    public void Rule_is_a_sentence_with_a_source()
    {
        foreach (var rule in Book.Rules)
        {
            rule.Says.ShouldEndWith(".", Case.Sensitive, rule.Id);
            (rule.From.StartsWith("Arazzo 1.", StringComparison.Ordinal) || File.Exists(Path.Combine(Repository.Root, rule.From.Split(',')[0]))).ShouldBeTrue($"{rule.Id}: {rule.From}");
        }
        Book.Rules.Select(rule => rule.Id).ShouldBeUnique();
    }

    [Fact]
    public void Test_that_a_rule_names_is_there()
    {
        foreach (var test in Book.Rules.Select(rule => rule.Test).OfType<string>().Select(test => test.Split('#')))
            File.ReadAllText(Path.Combine(Repository.Root, test[0])).ShouldContain($" {test[1]}(", Case.Sensitive, test[0]);
    }
}
