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

    /// <summary>
    /// Appends events like <see cref="AppendAsync"/>, for callers that have something written after them, or return from an activity: when
    /// that is durable, they are.
    /// </summary>
    public async Task HandOverAsync(string runId, ImmutableArray<RunEvent> events, CancellationToken cancellationToken)
    {
        if (!events.IsEmpty)
            await log.HandOverAsync(runId, [.. events.Select(Entry)], cancellationToken);
    }

    /// <summary>The entries of a run after a sequence number, in their order.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The last sequence number that is known; 0 for none.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<LogPage> ReadAsync(string runId, long after, int top, CancellationToken cancellationToken) => log.ReadAsync(runId, after, top, cancellationToken);

    /// <summary>The last events of an item, in their order.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="item">The item's index.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImmutableArray<RunEvent>> ReadItemAsync(string runId, int item, int top, CancellationToken cancellationToken) =>
        [.. (await log.ReadItemAsync(runId, item, top, cancellationToken)).Select(entry => Read(entry.Value))];

    /// <summary>Returns when the log of a run has an entry after this sequence number; perhaps sooner.</summary>
    public Task WaitAsync(string runId, long after, CancellationToken cancellationToken) => log.WaitAsync(runId, after, cancellationToken);

    /// <summary>Removes entries of a run, the first ones first.</summary>
    /// <returns>How many were removed; fewer than <paramref name="top"/> when none is left.</returns>
    public Task<int> DeleteAsync(string runId, int top, CancellationToken cancellationToken) => log.DeleteAsync(runId, top, cancellationToken);

    /// <summary>Reads an event as it is stored.</summary>
    internal static RunEvent Read(ReadOnlyMemory<byte> stored) => JsonSerializer.Deserialize(stored.Span, RuntimeJson.Default.RunEvent)
        ?? throw new InvalidOperationException("An event in the log is empty.");

    static LogEntry Entry(RunEvent happened) =>
        new(happened.Item, happened.Key, JsonSerializer.SerializeToUtf8Bytes(happened, RuntimeJson.Default.RunEvent));
}
