using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>Checks that what a reference names is there.</summary>
static class References
{
    const string SourcePrefix = "$sourceDescriptions.";

    /// <summary>A step of the workflow.</summary>
    public static void CheckStep(Scope scope, Workflow workflow, string stepId, Location location)
    {
        if (scope.PositionOf(workflow, stepId) is null)
        {
            scope.Error(
                DiagnosticCodes.UnknownStep,
                location,
                $"The workflow '{workflow.WorkflowId}' has no step '{stepId}'.",
                Spelling.Hint(stepId, workflow.Steps.Select(step => step.StepId)));
        }
    }

    /// <summary>A workflow of this description, or one of a source.</summary>
    public static void CheckWorkflow(Scope scope, string reference, Location location)
    {
        if (reference.StartsWith(SourcePrefix, StringComparison.Ordinal))
        {
            CheckSource(scope, reference, location, "<workflowId>");
            return;
        }
        if (scope.Workflows.ContainsKey(reference))
            return;
        if (reference.StartsWith('$'))
        {
            scope.Error(
                DiagnosticCodes.UnknownWorkflow,
                location,
                $"A workflow is named by its id, or as '{SourcePrefix}<name>.<workflowId>', but this is '{reference}'.",
                Spelling.Hint(reference[..(reference.IndexOf('.', StringComparison.Ordinal) + 1)], [SourcePrefix]));
            return;
        }
        var isMisspelt = Spelling.Closest(reference, WorkflowIds(scope)) is not null;
        if (isMisspelt || scope.SourceOfWorkflows is not { } source)
        {
            ReportWorkflow(scope, reference, location);
            return;
        }
        scope.Warn(
            DiagnosticCodes.UnknownWorkflow,
            location,
            $"The description has no workflow '{reference}'.",
            $"Write '{SourcePrefix}{source.Name}.{reference}' if it is a workflow of that source.");
    }

    /// <summary>Says that this description has no such workflow.</summary>
    public static void ReportWorkflow(Scope scope, string workflowId, Location location) => scope.Error(
        DiagnosticCodes.UnknownWorkflow, location, $"The description has no workflow '{workflowId}'.", Spelling.Hint(workflowId, WorkflowIds(scope)));

    /// <summary>The source that a reference begins with.</summary>
    public static void CheckSource(Scope scope, string reference, Location location, string rest)
    {
        var path = reference[SourcePrefix.Length..];
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || dot == path.Length - 1)
        {
            scope.Error(DiagnosticCodes.InvalidValue, location, $"The reference must be '{SourcePrefix}<name>.{rest}', but it is '{reference}'.");
        }
        else if (!scope.Sources.ContainsKey(path[..dot]))
        {
            scope.Error(
                DiagnosticCodes.UnknownSource,
                location,
                $"The description has no source '{path[..dot]}'.",
                Spelling.Hint(path[..dot], scope.Document.SourceDescriptions.Select(source => source.Name)));
        }
    }

    static IEnumerable<string> WorkflowIds(Scope scope) => scope.Document.Workflows.Select(workflow => workflow.WorkflowId);
}
