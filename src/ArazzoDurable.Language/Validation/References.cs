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
        else if (scope.Sources.TryGetValue(path[..dot], out var source))
        {
            WarnOfKind(scope, source, location, "a workflow", SourceType.Arazzo);
        }
        else
        {
            scope.Error(
                DiagnosticCodes.UnknownSource,
                location,
                $"The description has no source '{path[..dot]}'.",
                Spelling.Hint(path[..dot], scope.Document.SourceDescriptions.Select(source => source.Name)));
        }
    }

    /// <summary>The source that a reference to an operation or a channel names; the only one when it names none; null when it cannot be told.</summary>
    public static SourceDescription? SourceOf(Scope scope, Text reference)
    {
        // A target that is not there has been reported.
        if (reference.Value.Length == 0)
            return null;
        var start = reference.Value.AsSpan(reference.Value.StartsWith('{') ? 1 : 0);
        if (!start.StartsWith(SourcePrefix, StringComparison.Ordinal))
            return scope.Document.SourceDescriptions is [var only] ? only : null;
        var name = start[SourcePrefix.Length..];
        var end = name.IndexOfAny(".}#");
        return scope.Sources.GetValueOrDefault((end < 0 ? name : name[..end]).ToString());
    }

    /// <summary>The source that a reference names is of a kind that has what it asks for.</summary>
    public static void CheckKind(Scope scope, Text reference, string what, params ReadOnlySpan<SourceType> kinds)
    {
        if (SourceOf(scope, reference) is { } source)
            WarnOfKind(scope, source, reference.Location, what, kinds);
    }

    static void WarnOfKind(Scope scope, SourceDescription source, Location location, string what, params ReadOnlySpan<SourceType> kinds)
    {
        if (source.Type is SourceType.Unknown || kinds.Contains(source.Type))
            return;
        scope.Warn(
            DiagnosticCodes.WrongSource,
            location,
            $"This is to be {what}, but source '{source.Name}' is described as an {NameOf(source.Type)} document, which has none.",
            source.Type switch
            {
                SourceType.AsyncApi => "Use 'operationId', or 'channelPath'.",
                SourceType.Arazzo => "Use 'workflowId', or mend the 'type' of the source.",
                _ => "Use 'operationId', or mend the 'type' of the source.",
            });
    }

    static string NameOf(SourceType type) => type switch
    {
        SourceType.AsyncApi => "AsyncAPI",
        SourceType.Arazzo => "Arazzo",
        _ => "OpenAPI",
    };

    static IEnumerable<string> WorkflowIds(Scope scope) => scope.Document.Workflows.Select(workflow => workflow.WorkflowId);
}
