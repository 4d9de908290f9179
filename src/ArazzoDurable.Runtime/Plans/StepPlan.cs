using System.Collections.Immutable;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>A step made ready to walk.</summary>
public sealed record StepPlan
{
    /// <summary>The step as it is written.</summary>
    public required Step Step { get; init; }

    /// <summary>Its id.</summary>
    public string StepId => Step.StepId;

    /// <summary>Its position in the order of the walk.</summary>
    public required int Index { get; init; }

    /// <summary>The steps that are to be completed before it.</summary>
    public ImmutableArray<StepDependency> DependsOn { get; init; } = [];

    /// <summary>How long an attempt of it may take; null when it does not say.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What it does.</summary>
    public required StepWork Work { get; init; }

    /// <summary>What it passes: its own parameters, then those of the workflow that it does not override.</summary>
    public required ImmutableArray<ParameterPlan> Parameters { get; init; }

    /// <summary>What must hold for it to succeed; empty: the default rule.</summary>
    public required ImmutableArray<CompiledCriterion> SuccessCriteria { get; init; }

    /// <summary>The actions after a success: its own, then those of the workflow that it does not override.</summary>
    public required ImmutableArray<ActionPlan> OnSuccess { get; init; }

    /// <summary>The actions after a failure: its own, then those of the workflow that it does not override.</summary>
    public required ImmutableArray<ActionPlan> OnFailure { get; init; }

    /// <summary>What it gives to later steps.</summary>
    public required ImmutableArray<OutputPlan> Outputs { get; init; }

    /// <summary>What its <c>x-polling</c> says of loops that re-enter it.</summary>
    public PollingOverride? Polling { get; init; }

    /// <summary>Whether its <c>x-delivery</c> asks that a call be never repeated, not even when its outcome is unknown.</summary>
    public bool AtMostOnce { get; init; }

    /// <summary>Whether one of its own success actions re-enters it: the author wrote a poll.</summary>
    public bool Polls => OnSuccess.Any(action => action.Kind is not ActionKind.End
        && (action.StepId == StepId || action is { Kind: ActionKind.Retry, StepId: null, WorkflowId: null }));
}
