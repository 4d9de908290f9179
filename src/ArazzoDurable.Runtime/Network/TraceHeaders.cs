using System.Diagnostics;

namespace ArazzoDurable.Runtime.Network;

/// <summary>
/// Lets a call carry the ids of its trace, <c>traceparent</c>, if somebody listens and records it; else it carries nothing that the document
/// does not say. What a submitter's tracing keeps beside the ids, <c>tracestate</c> and baggage, is none of the called side's, and never goes
/// out; nothing is read from anybody.
/// </summary>
sealed class TraceHeaders : DistributedContextPropagator
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields { get; } = ["traceparent"];

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is not { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: { } id } || setter is null)
            return;
        setter(carrier, "traceparent", id);
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
