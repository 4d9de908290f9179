using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>What a step calls fits the rest of it.</summary>
static class TargetRules
{
    public static void CheckStep(Scope scope, Step step)
    {
        switch (step.Target)
        {
            case StepTarget.WorkflowId(var reference):
                References.CheckWorkflow(scope, reference.Value, reference.Location);
                CheckNotAsync(scope, step, "workflowId");
                CheckNoBody(scope, step, "a step that runs a workflow sends no request");
                break;
            case StepTarget.OperationPath(var reference):
                CheckNotAsync(scope, step, "operationPath");
                References.CheckKind(scope, reference, "an operation at a path", SourceType.OpenApi);
                break;
            case StepTarget.ChannelPath(var reference):
                References.CheckKind(scope, reference, "a channel", SourceType.AsyncApi);
                CheckAction(scope, step);
                CheckAsync(scope, step);
                break;
            case StepTarget.OperationId(var reference):
                References.CheckKind(scope, reference, "an operation", SourceType.OpenApi, SourceType.AsyncApi);
                CheckAsync(scope, step);
                CheckIgnored(scope, step, reference);
                break;
        }
    }

    static void CheckAction(Scope scope, Step step)
    {
        if (step.Action is null)
        {
            scope.Error(
                DiagnosticCodes.MissingMember, step.Location, "A step with 'channelPath' must have 'action', but there is none.", "Write 'action: send' or 'action: receive'.");
        }
    }

    static void CheckAsync(Scope scope, Step step)
    {
        CheckCorrelation(scope, step);
        if (step.Action is { Value: "receive" })
            CheckNoBody(scope, step, "a step that receives a message sends none");
    }

    static void CheckNoBody(Scope scope, Step step, string because)
    {
        if (step.RequestBody is { } body)
            scope.Warn(DiagnosticCodes.IgnoredMember, body.Location, $"'requestBody' means nothing here, for {because}; it is ignored.", "Remove it.");
    }

    // By the schema any operation may have them, for it cannot tell what a source is.
    static void CheckIgnored(Scope scope, Step step, Text reference)
    {
        if (References.SourceOf(scope, reference) is not { Type: SourceType.OpenApi } source)
            return;
        foreach (var (member, location) in new[] { ("action", step.Action?.Location), ("correlationId", step.Action is { Value: "receive" } ? step.CorrelationId?.Location : null) })
        {
            if (location is { } at)
                scope.Warn(DiagnosticCodes.IgnoredMember, at, $"'{member}' means nothing here, for source '{source.Name}' is an OpenAPI document; it is ignored.", "Remove it.");
        }
    }

    static void CheckNotAsync(Scope scope, Step step, string member)
    {
        if (step.Action is { } action)
            scope.Error(DiagnosticCodes.MisplacedMember, action.Location, $"'action' is for a step that calls an AsyncAPI operation, but this one has '{member}'.");
        if (step.CorrelationId is { } id)
            scope.Error(DiagnosticCodes.MisplacedMember, id.Location, $"'correlationId' is for a step that receives a message, but this one has '{member}'.");
    }

    static void CheckCorrelation(Scope scope, Step step)
    {
        // Of an action that is none it is not known what it should be; that has been reported.
        if (step.CorrelationId is { } id && step.Action is not { Value: "receive" or "" } && (step.Action is not null || step.Target is StepTarget.OperationId))
        {
            scope.Error(
                DiagnosticCodes.MisplacedMember,
                id.Location,
                "'correlationId' is for a step that receives a message, but its 'action' is not 'receive'.",
                "Write 'action: receive', or leave it out.");
        }
    }
}
