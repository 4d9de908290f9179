using System.Text.Json;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Fills in the body of a step's request.</summary>
static class RequestBody
{
    /// <summary>Fills in the template and sets the replacements.</summary>
    /// <param name="plan">The body; null when none is sent.</param>
    /// <param name="context">What expressions read from.</param>
    /// <param name="body">The body; null when there is none.</param>
    /// <param name="problem">Why it cannot be made; null when it can.</param>
    public static bool TryFill(BodyPlan? plan, IExpressionContext context, out JsonElement? body, out StepProblem? problem)
    {
        body = null;
        problem = null;
        if (plan is null)
            return true;
        switch (plan.Text?.Evaluate(context) ?? plan.Payload?.Evaluate(context))
        {
            case TemplateResult.Value value:
                body = value.Json;
                break;
            case TemplateResult.Missing missing:
                problem = Missing("the request body", missing.Expression);
                return false;
            case TemplateResult.Invalid invalid:
                problem = new StepProblem("invalid-body", $"the request body is no JSON: {invalid.Reason}");
                return false;
            case TemplateResult.Absent or null:
                break;
        }
        if (!plan.Replacements.IsEmpty)
            problem = PayloadReplacing.Apply(plan.Replacements, context, ref body);
        return problem is null;
    }

    static StepProblem Missing(string what, string expression) => new("missing-value", $"{what} needs {expression}, which has no value");
}
