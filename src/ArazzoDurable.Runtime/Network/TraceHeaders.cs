using System.Diagnostics;

namespace ArazzoDurable.Runtime.Network;

/// <summary>
/// Lets a call carry its trace context, <c>traceparent</c> and <c>tracestate</c>, if somebody listens and records it; else it carries
/// nothing that the document does not say. Baggage never goes out, and nothing is read from anybody.
/// </summary>
sealed class TraceHeaders : DistributedContextPropagator
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields { get; } = ["traceparent", "tracestate"];

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is not { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: { } id } || setter is null)
            return;
        setter(carrier, "traceparent", id);
        if (activity.TraceStateString is { Length: > 0 } state)
            setter(carrier, "tracestate", state);
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
