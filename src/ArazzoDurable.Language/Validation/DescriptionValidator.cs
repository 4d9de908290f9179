using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>
/// Finds what is wrong with a description as far as it can be told without its sources. Errors are violations of the specification's
/// schema and targets that do not exist; all else is a warning. What the shape of the text gives away, <see cref="ArazzoReader"/> has said.
/// </summary>
public static class DescriptionValidator
{
    /// <summary>Validates a description.</summary>
    /// <param name="document">The description.</param>
    /// <param name="dialect">How it is to be run: what the lenient dialect reads in its own way is a warning, and an error in the strict one.</param>
    /// <returns>What is to be said, in the order of the text.</returns>
    public static ImmutableArray<Diagnostic> Validate(ArazzoDocument document, Dialect dialect)
    {
        var scope = new Scope(document, dialect);
        NameRules.CheckSources(scope);
        NameRules.CheckWorkflows(scope);
        CheckComponents(scope);
        foreach (var workflow in document.Workflows)
            CheckWorkflow(scope, workflow);
        DependencyRules.CheckCycles(scope);
        return [.. scope.Diagnostics.InTextOrder()];
    }

    static void CheckComponents(Scope scope)
    {
        foreach (var action in scope.Document.Components.SuccessActions.Values)
            ActionRules.CheckByItself(scope, action, isSuccess: true);
        foreach (var action in scope.Document.Components.FailureActions.Values)
            ActionRules.CheckByItself(scope, action, isSuccess: false);
    }

    static void CheckWorkflow(Scope scope, Workflow workflow)
    {
        NameRules.CheckSteps(scope, workflow);
        DependencyRules.CheckWorkflow(scope, workflow);
        ParameterRules.CheckWorkflow(scope, workflow);
        ActionRules.CheckList(scope, workflow, workflow.SuccessActions, isSuccess: true);
        ActionRules.CheckList(scope, workflow, workflow.FailureActions, isSuccess: false);
        for (var i = 0; i < workflow.Steps.Length; i++)
        {
            var step = workflow.Steps[i];
            TargetRules.CheckStep(scope, step);
            DependencyRules.CheckStep(scope, workflow, i);
            ParameterRules.CheckStep(scope, workflow, step);
            CriterionRules.Check(scope, step.SuccessCriteria);
            ActionRules.CheckList(scope, workflow, step.OnSuccess, isSuccess: true);
            ActionRules.CheckList(scope, workflow, step.OnFailure, isSuccess: false);
        }
    }
}
