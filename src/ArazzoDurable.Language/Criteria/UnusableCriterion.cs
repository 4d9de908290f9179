using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>A criterion that cannot be evaluated: it never holds, and says why each time.</summary>
sealed class UnusableCriterion(string report) : CompiledCriterion([])
{
    public override CriterionOutcome Evaluate(IExpressionContext context) => new(Holds: false, report);
}
