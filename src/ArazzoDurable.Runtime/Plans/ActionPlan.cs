using System.Collections.Immutable;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>An action that may follow a step.</summary>
public sealed record ActionPlan
{
    /// <summary>How often a retry is done when the document does not say (Arazzo 1.0.1, Failure Action Object).</summary>
    public const int DefaultRetryLimit = 1;

    /// <summary>How often a retry is done at the most.</summary>
    public const int MaxRetryLimit = 10_000;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required ActionKind Kind { get; init; }

    /// <summary>The step that it names; null when it names none.</summary>
    public string? StepId { get; init; }

    /// <summary>The workflow that it names, by its id in the flow; null when it names none.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>How long to wait before a retry.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>How often to retry.</summary>
    public int RetryLimit { get; init; } = DefaultRetryLimit;

    /// <summary>What must hold for it to be taken.</summary>
    public required ImmutableArray<CompiledCriterion> Criteria { get; init; }

    /// <summary>The inputs of the workflow that it names.</summary>
    public ImmutableArray<ParameterPlan> Parameters { get; init; } = [];
}
