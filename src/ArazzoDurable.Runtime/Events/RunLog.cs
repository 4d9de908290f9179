using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Events;

/// <summary>Writes the events of runs to their logs.</summary>
/// <param name="log">Where they are kept.</param>
public sealed class RunLog(IEventLog log)
{
    /// <summary>Appends events, all of them or none; those that the log has already are left out. When this returns, they are durable.</summary>
    public async Task AppendAsync(string runId, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        if (!events.IsEmpty)
            await log.AppendAsync(runId, [.. events.Select(Entry)], cancellationToken);
    }

    /// <summary>Removes entries of a run, the first ones first.</summary>
    /// <returns>How many were removed; fewer than <paramref name="top"/> when none is left.</returns>
    public Task<int> DeleteAsync(string runId, int top, CancellationToken cancellationToken) => log.DeleteAsync(runId, top, cancellationToken);

    static LogEntry Entry(RunEvent happened) =>
        new(happened.Item, happened.Key, JsonSerializer.SerializeToUtf8Bytes(happened, RuntimeJson.Default.RunEvent));
}
