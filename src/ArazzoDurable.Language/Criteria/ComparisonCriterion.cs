using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>A condition of type <c>jsonpath</c> that is no query and was read in the comparison language.</summary>
sealed class ComparisonCriterion(RuntimeExpression source, Condition condition) : CompiledCriterion([source, .. condition.References])
{
    public override CriterionOutcome Evaluate(IExpressionContext context) => ContextValue.Of(source, context, out var report) is { } root
        ? new ConditionEvaluator(context, root).Evaluate(condition)
        : new CriterionOutcome(Holds: false, report);
}
