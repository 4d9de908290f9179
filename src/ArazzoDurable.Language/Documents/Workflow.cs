using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ArazzoDurable.Language.Documents;

/// <summary>Steps that together reach an end (Arazzo 1.0.1, Workflow Object).</summary>
public sealed record Workflow : Element
{
    // Beside the record, for a copy of it with other steps has other positions.
    static readonly ConditionalWeakTable<Workflow, Dictionary<string, int>> Positions = [];

    /// <summary>Its id, unique in the description.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>A short summary.</summary>
    public string? Summary { get; init; }

    /// <summary>A longer description, in CommonMark.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema 2020-12 of its inputs; null when it takes any.</summary>
    public NodeValue? Inputs { get; init; }

    /// <summary>The workflows that are to be completed before this one.</summary>
    public ImmutableArray<Text> DependsOn { get; init; } = [];

    /// <summary>Its steps in the order of the list, at least one.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Actions that apply to every step after a success, unless the step has one of the same name.</summary>
    public ImmutableArray<StepAction> SuccessActions { get; init; } = [];

    /// <summary>Actions that apply to every step after a failure, unless the step has one of the same name.</summary>
    public ImmutableArray<StepAction> FailureActions { get; init; } = [];

    /// <summary>What the workflow gives back.</summary>
    public ImmutableArray<NamedValue> Outputs { get; init; } = [];

    /// <summary>Parameters that apply to every step, unless the step has one of the same name and place.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>The position of the step with this id in <see cref="Steps"/>; -1 when there is none.</summary>
    public int IndexOf(string stepId) => Positions.GetValue(this, PositionsOf).GetValueOrDefault(stepId, -1);

    static Dictionary<string, int> PositionsOf(Workflow workflow) => workflow.Steps
        .Select((step, position) => (step.StepId, position))
        .DistinctBy(entry => entry.StepId, StringComparer.Ordinal)
        .ToDictionary(entry => entry.StepId, entry => entry.position, StringComparer.Ordinal);
}
