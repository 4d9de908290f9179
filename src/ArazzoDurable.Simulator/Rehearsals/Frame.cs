using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Where a walk stands in a workflow.</summary>
sealed record Frame
{
    /// <summary>The workflow.</summary>
    internal required PlayedWorkflow Workflow { get; init; }

    /// <summary>Which entry into a workflow this is.</summary>
    internal required int Entry { get; init; }

    /// <summary>What expressions read from.</summary>
    internal required Surroundings Surroundings { get; init; }

    /// <summary>The position of the step that is next.</summary>
    internal int Index { get; init; }

    /// <summary>How often each step has gone back, by its position.</summary>
    internal ImmutableDictionary<int, int> Kept { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>How often each action was taken in this visit, by its name.</summary>
    internal ImmutableDictionary<string, int> Retries { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The dependencies that have run.</summary>
    internal int Dependencies { get; init; }

    /// <summary>The status of the last response.</summary>
    internal int? Status { get; init; }

    /// <summary>Where the walk goes on when the workflow has ended; null: it ends.</summary>
    internal Frame? Caller { get; init; }

    /// <summary>What the workflow was entered for.</summary>
    internal Errand Errand { get; init; }

    /// <summary>What those who wait for the workflow demand of its outputs.</summary>
    internal ImmutableArray<Condition> Wishes { get; init; } = [];

    /// <summary>The steps that led here, the outermost first, and the one that is next.</summary>
    internal ImmutableArray<(int Entry, PlayedWorkflow Workflow, PlayedStep Step)> Way =>
    [
        .. Caller is null ? [] : Errand is Errand.Dependency or Errand.Goto ? Caller.Way[..^1] : Caller.Way,
        (Entry, Workflow, Step),
    ];

    /// <summary>The step that is next.</summary>
    internal PlayedStep Step => Workflow.Steps[Index];

    /// <summary>How many workflows are open at once.</summary>
    internal int Depth => 1 + (Caller?.Depth ?? 0);

    /// <summary>The condition of the step that runs this workflow, which knows the status of its last response only; null when there is none.</summary>
    internal Condition? Expected => Errand is Errand.Step ? Caller?.Step.Success : null;

    /// <summary>Whether the retries of an action are used up.</summary>
    internal bool IsUsedUp(PlayedAction action) => Retries.GetValueOrDefault(action.Action.Name) >= action.Limit;

    /// <summary>The frame with the outputs of a step.</summary>
    internal Frame WithOutputs(string stepId, JsonObject outputs) => this with
    {
        Surroundings = Surroundings with { StepOutputs = Surroundings.StepOutputs.SetItem(stepId, outputs) },
    };

    /// <summary>The frame at the beginning of a visit of another step.</summary>
    internal Frame At(int index) => this with { Index = index, Retries = ImmutableDictionary<string, int>.Empty };
}
