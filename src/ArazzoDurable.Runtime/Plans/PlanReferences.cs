using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The expressions in plans.</summary>
static class PlanReferences
{
    /// <summary>Those of a workflow's steps and outputs.</summary>
    public static IEnumerable<RuntimeExpression> Of(WorkflowPlan workflow) => workflow.Steps
        .SelectMany(Of)
        .Concat(workflow.Outputs.SelectMany(output => output.Value.References));

    /// <summary>Those of a step, its actions included.</summary>
    public static IEnumerable<RuntimeExpression> Of(StepPlan step) => step.Parameters
        .SelectMany(parameter => parameter.Value.References)
        .Concat(step.Work is StepWork.Call { Body: { } body } ? Of(body) : [])
        .Concat(step.SuccessCriteria.SelectMany(criterion => criterion.References))
        .Concat(step.OnSuccess.Concat(step.OnFailure).SelectMany(Of))
        .Concat(step.Outputs.SelectMany(output => output.Value.References));

    static IEnumerable<RuntimeExpression> Of(BodyPlan body) =>
        (body.Payload?.References ?? body.Text?.References ?? [])
        .Concat(body.Replacements.SelectMany(replacement => replacement.Value.References));

    static IEnumerable<RuntimeExpression> Of(ActionPlan action) => action.Criteria
        .SelectMany(criterion => criterion.References)
        .Concat(action.Parameters.SelectMany(parameter => parameter.Value.References));
}
