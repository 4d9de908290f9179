using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>A simple condition; it reads what its expressions name and needs no context.</summary>
sealed class SimpleCriterion(Condition condition) : CompiledCriterion(condition.References)
{
    public override CriterionOutcome Evaluate(IExpressionContext context) => new ConditionEvaluator(context, null).Evaluate(condition);
}
