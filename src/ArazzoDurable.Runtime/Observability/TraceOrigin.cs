using System.Diagnostics;

namespace ArazzoDurable.Runtime.Observability;

/// <summary>
/// Where a run comes from: the W3C trace context of its submit, and what its submitter calls the run, flow and step that it is submitted
/// from. Kept with the run, so that its spans belong to that trace whenever and wherever they are made.
/// </summary>
public sealed record TraceOrigin
{
    /// <summary>How long each of the submitter's ids may be; a longer one is left out.</summary>
    public const int MaxIdLength = 255;

    /// <summary>How long a trace state may be; a longer one is left out, as the W3C recommendation allows.</summary>
    public const int MaxStateLength = 512;

    /// <summary>The context as a <c>traceparent</c> header spells it; null: there is no trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The <c>tracestate</c> that goes with it.</summary>
    public string? TraceState { get; init; }

    /// <summary>The run of the submitter.</summary>
    public string? RunId { get; init; }

    /// <summary>The flow of the submitter.</summary>
    public string? FlowId { get; init; }

    /// <summary>The step of the submitter.</summary>
    public string? StepId { get; init; }

    /// <summary>The context that spans have as their parent; empty when there is none.</summary>
    internal ActivityContext Parent =>
        TraceParent is not null && ActivityContext.TryParse(TraceParent, TraceState, isRemote: true, out var context) ? context : default;

    /// <summary>
    /// Reads the members <c>trace_id</c>, <c>span_id</c>, <c>run_id</c>, <c>flow_id</c> and <c>step_id</c> of a submit. What is no id of its
    /// kind is left out without a word: a trace is no reason to refuse a run.
    /// </summary>
    /// <returns>The origin; null when nothing of it was given.</returns>
    public static TraceOrigin? Of(string? traceId, string? spanId, string? runId = null, string? flowId = null, string? stepId = null)
    {
        var parent = IsHex(traceId, 32) && IsHex(spanId, 16) ? $"00-{traceId!.ToLowerInvariant()}-{spanId!.ToLowerInvariant()}-01" : null;
        return NotEmpty(new TraceOrigin { TraceParent = Usable(parent), RunId = Short(runId), FlowId = Short(flowId), StepId = Short(stepId) });
    }

    /// <summary>Reads the headers <c>traceparent</c> and <c>tracestate</c>; null when they hold no context.</summary>
    public static TraceOrigin? OfHeaders(string? traceParent, string? traceState) => NotEmpty(new TraceOrigin
    {
        TraceParent = Usable(traceParent?.Trim()),
        TraceState = traceState is { Length: > 0 and <= MaxStateLength } && Usable(traceParent?.Trim()) is not null ? traceState : null,
    });

    static string? Usable(string? parent) => parent is { Length: 55 } && ActivityContext.TryParse(parent, null, out _) ? parent : null;

    static TraceOrigin? NotEmpty(TraceOrigin origin) => origin == new TraceOrigin() ? null : origin;

    // Ids of all zeros mean that there is none.
    static bool IsHex(string? text, int length) => text?.Length == length && text.All(char.IsAsciiHexDigit) && text.Any(digit => digit != '0');

    static string? Short(string? id) => id is { Length: > 0 and <= MaxIdLength } ? id : null;
}
