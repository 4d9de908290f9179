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
                break;
            case StepTarget.OperationPath:
                CheckNotAsync(scope, step, "operationPath");
                break;
            case StepTarget.ChannelPath when step.Action is null:
                scope.Error(
                    DiagnosticCodes.MissingMember, step.Location, "A step with 'channelPath' must have 'action', but there is none.", "Write 'action: send' or 'action: receive'.");
                break;
            case StepTarget.OperationId or StepTarget.ChannelPath:
                CheckCorrelation(scope, step);
                break;
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
        if (step.CorrelationId is { } id && step.Action is not { Value: "receive" or "" })
        {
            scope.Error(
                DiagnosticCodes.MisplacedMember,
                id.Location,
                "'correlationId' is for a step that receives a message, but its 'action' is not 'receive'.",
                "Write 'action: receive', or leave it out.");
        }
    }
}
