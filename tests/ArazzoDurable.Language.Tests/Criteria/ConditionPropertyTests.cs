using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Tests.Expressions;

namespace ArazzoDurable.Language.Tests.Criteria;

public sealed class ConditionPropertyTests
{
    const int Conditions = 4000;

    const string Hint = "condition: ";

    static readonly CaseContext Context = CaseContext.OfBody(RandomCondition.Body);

    [Fact]
    public void Any_condition_comes_to_what_the_table_of_the_semantics_says()
    {
        foreach (var condition in Random(seed: 11))
            Evaluate(condition.Text, Dialect.Lenient, []).ShouldBe(new CriterionOutcome(condition.Holds, null), condition.Text);
    }

    [Fact]
    public void Standard_spelling_of_any_condition_is_its_own_and_means_the_same()
    {
        var hints = 0;
        foreach (var condition in Random(seed: 12))
        {
            var diagnostics = new List<Diagnostic>();
            Evaluate(condition.Text, Dialect.Lenient, diagnostics);
            if (diagnostics.FirstOrDefault()?.Hint is not { } hint)
                continue;
            hints++;
            var spelling = hint[Hint.Length..];
            var said = new List<Diagnostic>();
            Evaluate(spelling, Dialect.Strict, said).ShouldBe(new CriterionOutcome(condition.Holds, null), $"{condition.Text} as {spelling}");
            said.ShouldBeEmpty(spelling);
        }
        hints.ShouldBeGreaterThan(Conditions / 4);
    }

    static IEnumerable<RandomCondition> Random(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Conditions; i++)
            yield return RandomCondition.Of(random, i % 5);
    }

    static CriterionOutcome Evaluate(string condition, Dialect dialect, List<Diagnostic> diagnostics) => CompiledCriterion
        .Compile(CompiledCriterionTests.Criterion(condition, CriterionKind.Simple, null), CaseDeclarations.None, dialect, diagnostics)
        .Evaluate(Context);
}
