using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Documents;

/// <summary>What the workflows of a description may refer to (Arazzo 1.0.1, Components Object).</summary>
public sealed record Components : Element
{
    /// <summary>No components.</summary>
    public static Components None { get; } = new() { Location = new Location(JsonPointer.Root, Mark.None) };

    /// <summary>Schemas, by key; referred to by <c>$ref</c> only.</summary>
    public ImmutableArray<NamedValue> Inputs { get; init; } = [];

    /// <summary>Parameters, by key.</summary>
    public ImmutableDictionary<string, Parameter> Parameters { get; init; } = ImmutableDictionary<string, Parameter>.Empty;

    /// <summary>Success actions, by key.</summary>
    public ImmutableDictionary<string, StepAction> SuccessActions { get; init; } = ImmutableDictionary<string, StepAction>.Empty;

    /// <summary>Failure actions, by key.</summary>
    public ImmutableDictionary<string, StepAction> FailureActions { get; init; } = ImmutableDictionary<string, StepAction>.Empty;
}
