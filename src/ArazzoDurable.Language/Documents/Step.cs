using System.Collections.Immutable;

namespace ArazzoDurable.Language.Documents;

/// <summary>One call of an operation or a workflow (Arazzo 1.0.1, Step Object).</summary>
public sealed record Step : Element
{
    /// <summary>Its id, unique in the workflow.</summary>
    public required string StepId { get; init; }

    /// <summary>A description, in CommonMark.</summary>
    public string? Description { get; init; }

    /// <summary>What it does.</summary>
    public required StepTarget Target { get; init; }

    /// <summary>What is passed to the operation or workflow; reusable objects are resolved.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>The body of the request; null when none is sent.</summary>
    public RequestBody? RequestBody { get; init; }

    /// <summary>What must hold for the step to succeed; empty: the default rule.</summary>
    public ImmutableArray<Criterion> SuccessCriteria { get; init; } = [];

    /// <summary>What to do after a success; the first whose criteria hold.</summary>
    public ImmutableArray<StepAction> OnSuccess { get; init; } = [];

    /// <summary>What to do after a failure; the first whose criteria hold.</summary>
    public ImmutableArray<StepAction> OnFailure { get; init; } = [];

    /// <summary>What the step gives to later ones.</summary>
    public ImmutableArray<NamedValue> Outputs { get; init; } = [];

    /// <summary>The longest time that the step may take, in milliseconds (1.1); null when not limited.</summary>
    public long? Timeout { get; init; }

    /// <summary>The steps that are to be completed before this one (1.1).</summary>
    public ImmutableArray<Text> DependsOn { get; init; } = [];

    /// <summary><c>send</c> or <c>receive</c>, for a channel (1.1).</summary>
    public Text? Action { get; init; }

    /// <summary>Which message to wait for, for a channel (1.1).</summary>
    public NodeValue? CorrelationId { get; init; }
}
