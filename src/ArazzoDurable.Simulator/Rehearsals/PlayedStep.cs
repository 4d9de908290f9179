using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A step as the simulator reads it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Index">Its position in the order in which the steps are walked.</param>
sealed record PlayedStep(Step Step, int Index)
{
    /// <summary>The operation that it calls; null when it calls none, or one that is not among the sources.</summary>
    internal Operation? Operation { get; init; }

    /// <summary>The workflow that it runs, by its id among those of all descriptions; null when it runs none, or one that is not there.</summary>
    internal string? Callee { get; init; }

    /// <summary>The steps of its workflow that are to be completed before it.</summary>
    internal ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>The steps of its workflow that it waits for: those that it depends on, and those whose outputs it reads.</summary>
    internal ImmutableHashSet<string> Needed { get; init; } = [];

    /// <summary>Whether it leads nowhere but on, or to the workflow's failure, so that it may run at the same time as others.</summary>
    internal bool IsFree => OnSuccess.IsEmpty && OnFailure.All(action => action.Workflow is null && action.Action.Kind is not ActionKind.Goto);

    /// <summary>What must hold for it to succeed; null: a 2xx status, or the success of the workflow that it runs.</summary>
    internal Condition? Success { get; init; }

    /// <summary>The actions after a success: its own, then those of the workflow.</summary>
    internal ImmutableArray<PlayedAction> OnSuccess { get; init; } = [];

    /// <summary>The actions after a failure, likewise.</summary>
    internal ImmutableArray<PlayedAction> OnFailure { get; init; } = [];

    /// <summary>The parameters: its own, then those of the workflow.</summary>
    internal ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>What its response must have.</summary>
    internal ImmutableArray<Need> Needs { get; init; } = [];

    /// <summary>What later steps demand of its outputs.</summary>
    internal ImmutableArray<Condition> Wishes { get; init; } = [];

    /// <summary>The actions after a success, or after a failure.</summary>
    internal ImmutableArray<PlayedAction> Actions(bool succeeded) => succeeded ? OnSuccess : OnFailure;
}
