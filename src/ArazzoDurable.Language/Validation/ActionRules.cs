using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>An action has what its type needs, and goes to what is there.</summary>
static class ActionRules
{
    /// <summary>Checks a list of actions in the workflow that they act in. A component is checked here only for where it goes.</summary>
    public static void CheckList(Scope scope, Workflow workflow, ImmutableArray<StepAction> actions, bool isSuccess)
    {
        CheckUnique(scope, actions);
        foreach (var action in actions)
        {
            if (action.Reference is null)
                CheckByItself(scope, action, isSuccess);
            if (action.Kind == ActionKind.End)
                continue;
            if (action.StepId is { } step)
                References.CheckStep(scope, workflow, step.Value, (action.Reference ?? step).Location);
            if (action.WorkflowId is { } other)
                References.CheckWorkflow(scope, other.Value, (action.Reference ?? other).Location);
        }
    }

    /// <summary>Checks what can be told of an action wherever it is used.</summary>
    public static void CheckByItself(Scope scope, StepAction action, bool isSuccess)
    {
        CheckTarget(scope, action);
        CheckIgnored(scope, action);
        if (isSuccess && action.Kind == ActionKind.Retry)
        {
            scope.LenientOnly(
                DiagnosticCodes.RetryOnSuccess,
                action.Location.At("type"),
                "A success action cannot retry by the specification; it is done all the same.",
                "A success action must be 'end' or 'goto', but it is 'retry'.",
                "Make what is waited for a success criterion, and retry in 'onFailure'.");
        }
        if (action is { Parameters.IsEmpty: false, WorkflowId: null })
        {
            scope.Error(
                DiagnosticCodes.MissingMember, action.Location, "An action with 'parameters' must have 'workflowId', but there is none.", "Only a workflow has inputs.");
        }
        ParameterRules.CheckAction(scope, action);
        CriterionRules.Check(scope, action.Criteria);
    }

    static void CheckTarget(Scope scope, StepAction action)
    {
        if (action is { Kind: ActionKind.Goto, StepId: null, WorkflowId: null })
            scope.Error(DiagnosticCodes.MissingTarget, action.Location, "A 'goto' must have 'stepId' or 'workflowId', but there is none of them.");
        if (action is { Kind: not ActionKind.End, StepId: not null, WorkflowId: { } workflow })
        {
            scope.Error(
                DiagnosticCodes.SeveralTargets, workflow.Location, "An action must have only one of 'stepId' and 'workflowId', but it has both.", "Remove one of them.");
        }
    }

    static void CheckIgnored(Scope scope, StepAction action)
    {
        (string Member, bool IsIgnored)[] members =
        [
            ("stepId", action is { Kind: ActionKind.End, StepId: not null }),
            ("workflowId", action is { Kind: ActionKind.End, WorkflowId: not null }),
            ("retryAfter", action is { Kind: not ActionKind.Retry, RetryAfter: not null }),
            ("retryLimit", action is { Kind: not ActionKind.Retry, RetryLimit: not null }),
        ];
        foreach (var (member, _) in members.Where(member => member.IsIgnored))
        {
            scope.Warn(
                DiagnosticCodes.IgnoredMember,
                action.Location.At(member),
                $"'{member}' means nothing in an action of type '{(action.Kind == ActionKind.End ? "end" : "goto")}'; it is ignored.",
                "Remove it.");
        }
    }

    static void CheckUnique(Scope scope, ImmutableArray<StepAction> actions)
    {
        var first = new Dictionary<string, Location>(StringComparer.Ordinal);
        foreach (var action in actions.Where(action => action.Name.Length > 0 && !first.TryAdd(action.Name, action.Location)))
        {
            scope.Warn(
                DiagnosticCodes.DuplicateAction,
                action.Location.At("name"),
                $"The action '{action.Name}' is given twice; the first is at {first[action.Name].Mark}.",
                "Give each its own name.");
        }
    }
}
