using System.Text.Json;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Runtime.Observability;

namespace ArazzoDurable.Http.Runs;

/// <summary>
/// Reads the member <c>observability</c> of a submit, its names in snake_case as the protocol has them, or in camelCase. What does not
/// fit is overlooked: a trace is no reason to refuse a run.
/// </summary>
static class ObservabilityReader
{
    public static TraceOrigin? Read(JsonFields fields) => fields.Value("observability") is { ValueKind: JsonValueKind.Object } given
        ? TraceOrigin.Of(
            Text(given, "trace_id", "traceId"),
            Text(given, "span_id", "spanId"),
            Text(given, "run_id", "runId"),
            Text(given, "flow_id", "flowId"),
            Text(given, "step_id", "stepId"))
        : null;

    static string? Text(JsonElement given, string name, string other) =>
        (given.TryGetProperty(name, out var value) || given.TryGetProperty(other, out value)) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
