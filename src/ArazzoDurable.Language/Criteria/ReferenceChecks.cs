using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Looks up the names that expressions use.</summary>
sealed class ReferenceChecks(ArazzoDocument document, DocumentDeclarations declarations, Dialect dialect, List<Diagnostic> diagnostics)
{
    readonly Workflow workflow = declarations.Workflow;
    readonly ReturnPoints returns = new(declarations.Workflow);
    readonly Prerequisites prerequisites = new(declarations.Workflow);

    /// <summary>Checks the expressions of one value or condition.</summary>
    /// <param name="references">The expressions.</param>
    /// <param name="location">Where they stand.</param>
    /// <param name="step">The step that they belong to; null for the workflow's own.</param>
    public void Check(ImmutableArray<RuntimeExpression> references, Location location, Step? step)
    {
        foreach (var reference in references)
        {
            if (Find(reference, step) is { } found)
                diagnostics.Add(new Diagnostic(found.Code, SeverityOf(found.Code), location, found.Message));
        }
    }

    // The specification of 1.1 asks tools to report it as an error (Step Dependencies and Execution Order).
    Severity SeverityOf(string code) =>
        code == ExpressionCodes.LaterStepOutput && document.Version.IsAtLeast11 && dialect is Dialect.Strict ? Severity.Error : Severity.Warning;

    (string Code, string Message)? Find(RuntimeExpression reference, Step? step) => reference switch
    {
        RuntimeExpression.Inputs input => OfInput(input),
        RuntimeExpression.Outputs output => OfOutput(output, step),
        RuntimeExpression.StepOutputs output => OfStep(output, step),
        RuntimeExpression.WorkflowInputs input => OfWorkflowInput(input),
        RuntimeExpression.WorkflowOutputs output => OfWorkflowOutput(output),
        RuntimeExpression.Message when step is not null && !MayReceive(step) =>
            (ExpressionCodes.ExpressionWithoutValue, $"'{reference.Text}' never has a value here, for this step receives no message of an AsyncAPI channel."),
        RuntimeExpression.StatusCode or RuntimeExpression.ResponseBody or RuntimeExpression.ResponseHeader when step is { Target: StepTarget.ChannelPath } =>
            (ExpressionCodes.ExpressionWithoutValue, $"'{reference.Text}' never has a value here, for a channel gives messages and no responses."),
        RuntimeExpression.SourceDescription source when document.Source(source.Name) is null =>
            (ExpressionCodes.UnknownSource, $"'{source.Text}': there is no source description '{source.Name}'."),
        RuntimeExpression.Component { Kind: "parameters", Value: null } component =>
            (DiagnosticCodes.UnknownComponent, $"'{component.Text}': there is no component '{component.Name}' in 'components.parameters'."),
        RuntimeExpression.SourceWorkflowOutputs output when document.Source(output.Source) is null =>
            (ExpressionCodes.UnknownSource, $"'{output.Text}': there is no source description '{output.Source}'."),
        _ => null,
    };

    (string, string)? OfInput(RuntimeExpression.Inputs input) =>
        declarations.HasInput(input.Name) || declarations.TakesAnyInput(workflow.WorkflowId)
            ? null
            : (ExpressionCodes.UnknownInput, $"'{input.Text}': the workflow '{workflow.WorkflowId}' declares no input '{input.Name}'.");

    // In a step that runs a workflow, `$outputs` are those of that workflow, which may stand in another document.
    (string, string)? OfOutput(RuntimeExpression.Outputs output, Step? step) =>
        step is { Target: StepTarget.WorkflowId } || step is null || HasOutput(output.Name)
            ? null
            : (ExpressionCodes.UnknownOutput, $"'{output.Text}': the workflow '{workflow.WorkflowId}' has no output '{output.Name}'.");

    bool HasOutput(string name) => workflow.Outputs.Any(output =>
        name.StartsWith(output.Name, StringComparison.Ordinal) && (name.Length == output.Name.Length || name[output.Name.Length] == '.'));

    (string, string)? OfStep(RuntimeExpression.StepOutputs output, Step? step)
    {
        var index = workflow.IndexOf(output.StepId);
        if (index < 0)
            return (ExpressionCodes.UnknownStep, $"'{output.Text}': the workflow '{workflow.WorkflowId}' has no step '{output.StepId}'.");
        if (!declarations.HasStepOutput(output.StepId, output.Name))
            return (ExpressionCodes.UnknownStepOutput, $"'{output.Text}': the step '{output.StepId}' has no output '{output.Name}'.");
        return step is not null && IsTooEarly(step, index)
            ? (ExpressionCodes.LaterStepOutput, $"'{output.Text}': the step '{output.StepId}' stands after '{step.StepId}', so its outputs are not there yet.")
            : null;
    }

    // A step that the walk comes back to after the other one may well use its outputs: pages are read so.
    bool IsTooEarly(Step step, int used)
    {
        var own = workflow.IndexOf(step.StepId);
        return used > own && !prerequisites.Include(used, own) && !returns.LeadBack(used, own);
    }

    // By the source when the step names it; else any source that is not surely something else may have the operation.
    bool MayReceive(Step step) => step.Target switch
    {
        StepTarget.ChannelPath => true,
        StepTarget.OperationId(var reference) when RuntimeExpression.TryParse(reference.Value, declarations, out var expression, out _) =>
            expression is not RuntimeExpression.SourceDescription named || document.Source(named.Name) is not { Type: SourceType.OpenApi or SourceType.Arazzo },
        StepTarget.OperationId => document.SourceDescriptions.Any(source => source.Type is SourceType.AsyncApi or SourceType.Unknown),
        _ => false,
    };

    (string, string)? OfWorkflowInput(RuntimeExpression.WorkflowInputs input)
    {
        if (document.Workflow(input.WorkflowId) is null)
            return UnknownWorkflow(input.Text, input.WorkflowId);
        return declarations.HasWorkflowInput(input.WorkflowId, input.Name) || declarations.TakesAnyInput(input.WorkflowId)
            ? null
            : (ExpressionCodes.UnknownWorkflowInput, $"'{input.Text}': the workflow '{input.WorkflowId}' declares no input '{input.Name}'.");
    }

    (string, string)? OfWorkflowOutput(RuntimeExpression.WorkflowOutputs output)
    {
        if (document.Workflow(output.WorkflowId) is null)
            return UnknownWorkflow(output.Text, output.WorkflowId);
        return declarations.HasWorkflowOutput(output.WorkflowId, output.Name)
            ? null
            : (ExpressionCodes.UnknownWorkflowOutput, $"'{output.Text}': the workflow '{output.WorkflowId}' has no output '{output.Name}'.");
    }

    static (string, string) UnknownWorkflow(string text, string workflowId) => workflowId.Contains(".steps.", StringComparison.Ordinal)
        ? (ExpressionCodes.InvalidExpression, $"'{text}': an expression cannot name a step of another workflow; make its output one of that workflow.")
        : (ExpressionCodes.UnknownWorkflow, $"'{text}': there is no workflow '{workflowId}'.");
}
