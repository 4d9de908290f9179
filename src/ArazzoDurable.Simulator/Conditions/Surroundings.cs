using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>The values beside the response that conditions and expressions may read. None of them is ever changed.</summary>
sealed record Surroundings
{
    /// <summary>The inputs of the workflow.</summary>
    internal JsonObject Inputs { get; init; } = [];

    /// <summary>The outputs of the steps so far, by step.</summary>
    internal ImmutableDictionary<string, JsonObject> StepOutputs { get; init; } = ImmutableDictionary<string, JsonObject>.Empty;

    /// <summary>Whether a filter may be meant for an object itself instead of its children, as documents of 1.0 write it.</summary>
    internal bool IsLenient { get; init; } = true;

    /// <summary>Tells what a workflow that an expression names is called among those of all descriptions; null when it is not there.</summary>
    internal Func<Origin, string?> Workflow { get; init; } = _ => null;

    /// <summary>The outputs of the workflows that have ended, by workflow.</summary>
    internal ImmutableDictionary<string, JsonObject> WorkflowOutputs { get; init; } = ImmutableDictionary<string, JsonObject>.Empty;

    /// <summary>The inputs of the workflows that were entered, by workflow.</summary>
    internal ImmutableDictionary<string, JsonObject> WorkflowInputs { get; init; } = ImmutableDictionary<string, JsonObject>.Empty;

    /// <summary>The outputs of the workflow that the step has run.</summary>
    internal JsonObject Outputs { get; init; } = [];

    /// <summary>What the request had, by part: <c>path</c>, <c>query</c>, <c>header</c>, <c>body</c>; empty before there is one.</summary>
    internal ImmutableDictionary<string, JsonNode?> Request { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    /// <summary>The method of the request.</summary>
    internal string Method { get; init; } = "";

    /// <summary>What an origin stands for; null when it is part of the response, or has no value.</summary>
    internal JsonNode? Root(Origin origin) => origin switch
    {
        Origin.Inputs => Inputs,
        Origin.StepOutputs(var step) => StepOutputs.GetValueOrDefault(step),
        Origin.WorkflowOutputs or Origin.SourceWorkflowOutputs => Workflow(origin) is { } id ? WorkflowOutputs.GetValueOrDefault(id) : null,
        Origin.WorkflowInputs => Workflow(origin) is { } id ? WorkflowInputs.GetValueOrDefault(id) : null,
        Origin.Outputs => Outputs,
        Origin.Request(var part) => Request.GetValueOrDefault(part),
        Origin.Method => JsonValue.Create(Method),
        _ => null,
    };
}
