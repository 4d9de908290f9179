using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Observability;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>A request for a run.</summary>
/// <param name="FlowId">The flow, as <c>sha256:</c> and 64 hex digits or as the digits alone.</param>
/// <param name="WorkflowId">The workflow; null: the only one, or the only one that no other calls.</param>
/// <param name="Inputs">The inputs of each item, in clear.</param>
/// <param name="Options">What the submit changes.</param>
public sealed record RunSubmission(string FlowId, string? WorkflowId, ImmutableArray<JsonElement> Inputs, RunOptions Options)
{
    /// <summary>How many items a run has at the most.</summary>
    public const int MostItems = 10_000;

    /// <summary>How many items are at work at once when nobody says.</summary>
    public const int DefaultMaxConcurrency = 10;

    /// <summary>How many items may be at work at once, at the most.</summary>
    public const int MostConcurrent = 256;

    /// <summary>How many items are at work at once, at the most; 1 to <see cref="MostConcurrent"/>.</summary>
    public int MaxConcurrency { get; init; } = DefaultMaxConcurrency;

    /// <summary>
    /// What makes repeated submits one: with the same key and the same request there is one run, whenever and however often it is asked for.
    /// At most 255 visible ASCII characters; null: each submit is a run of its own.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The trace that the submit is a part of; null: none. It does not make a repeated submit another one.</summary>
    public TraceOrigin? Trace { get; init; }

    /// <summary>
    /// Credentials in clear, by <c>source.scheme</c>: the name of a source description and of a security scheme in its document. They go
    /// to the servers and token endpoints that the flow names, and to no others.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Credentials { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
