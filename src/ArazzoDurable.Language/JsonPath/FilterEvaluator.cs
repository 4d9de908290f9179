using System.Text.Json;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>Evaluates a filter's expression on its own, apart from the query that it stands in.</summary>
public static class FilterEvaluator
{
    /// <summary>Whether <paramref name="expression"/> holds for a node.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="current">The node that <c>@</c> means.</param>
    /// <param name="root">The document that <c>$</c> means.</param>
    /// <param name="count">What <c>count(…)</c> counts, in filters inside the expression too. Default: nodes, as RFC 9535 has it.</param>
    /// <param name="budget">How much work is allowed; <see cref="JsonPathBudget.Default"/> when null.</param>
    /// <returns>Whether it holds; null when the budget was exceeded.</returns>
    public static bool? Holds(
        FilterExpression expression,
        JsonElement current,
        JsonElement root,
        CountMeaning count = CountMeaning.Nodes,
        JsonPathBudget? budget = null)
    {
        var walk = new Walk(root, budget ?? JsonPathBudget.Default, count);
        var holds = new FilterWalk(walk).Holds(expression, current);
        return walk.BudgetExceeded ? null : holds;
    }
}
