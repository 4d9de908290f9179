using System.Collections.Immutable;

namespace ArazzoDurable.Language.Documents;

/// <summary>
/// What to do after a step (Arazzo 1.0.1, Success Action Object and Failure Action Object). The specification has <c>retry</c> for
/// failures only; documents write it for successes too, so one record serves both.
/// </summary>
public sealed record StepAction : Element
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required ActionKind Kind { get; init; }

    /// <summary>The step to go to, or to run before a retry.</summary>
    public Text? StepId { get; init; }

    /// <summary>The workflow to go to, or to run before a retry.</summary>
    public Text? WorkflowId { get; init; }

    /// <summary>How long to wait before a retry, in decimal seconds; null when not given.</summary>
    public decimal? RetryAfter { get; init; }

    /// <summary>How often to retry; null: once.</summary>
    public int? RetryLimit { get; init; }

    /// <summary>What must hold for the action to be taken; empty: it always is.</summary>
    public ImmutableArray<Criterion> Criteria { get; init; } = [];

    /// <summary>The inputs of the workflow to go to (1.1).</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>The component that it came from (<c>$components.successActions.name</c>); null when written in place.</summary>
    public Text? Reference { get; init; }
}
