using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Client.Runs;

/// <summary>A submit as it is sent.</summary>
sealed record SubmitBody(string FlowId, string? WorkflowId, ImmutableArray<JsonElement> Inputs)
{
    public int? MaxConcurrency { get; init; }

    public bool? Parallel { get; init; }

    public OverridesBody? Overrides { get; init; }

    public ObservabilityBody? Observability { get; init; }

    /// <exception cref="ArgumentException">The request asks for what the API does not take.</exception>
    public static SubmitBody Of(SubmitRequest request) => new(request.FlowId, request.WorkflowId, request.Inputs)
    {
        MaxConcurrency = request.MaxConcurrency,
        Parallel = request.Parallel ? true : null,
        Overrides = request.Overrides is { } overrides ? OverridesBody.Of(overrides) : null,
        // The protocol has no word for a trace that is not recorded; the header that an HttpClient sends has one.
        Observability = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Recorded: true } activity
            ? new ObservabilityBody(activity.TraceId.ToHexString(), activity.SpanId.ToHexString())
            : null,
    };

    internal sealed record OverridesBody(
        ImmutableSortedDictionary<string, string>? Servers, PollingOverride? Polling, ImmutableSortedDictionary<string, StepPatch>? Steps)
    {
        public static OverridesBody Of(RunOverrides overrides) => overrides.Polling is { Constant: not null }
            ? throw new ArgumentException("The API takes no constant pacing; Interval with Factor 1 comes close.", nameof(overrides))
            : new OverridesBody(
                overrides.Servers,
                overrides.Polling,
                overrides.Steps?.ToImmutableSortedDictionary(step => step.Key, step => new StepPatch("merge_patch", step.Value), StringComparer.Ordinal));
    }

    internal sealed record StepPatch([property: JsonPropertyName("$type")] string Type, JsonElement Value);

    /// <summary>The span that the run belongs to.</summary>
    internal sealed record ObservabilityBody([property: JsonPropertyName("trace_id")] string TraceId, [property: JsonPropertyName("span_id")] string SpanId);
}
