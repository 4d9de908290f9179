using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>What happened in each run, in order: written once, read by any number of readers. What a call acknowledged survives a crash.</summary>
public interface IEventLog
{
    /// <summary>How many entries of a run are kept; older ones are dropped.</summary>
    const int Kept = 100_000;

    /// <summary>
    /// Appends entries to the log of a run, all of them or none. Each gets the next sequence number; the first one of a run is 1. An entry
    /// whose key the log has already for that item is left out, so that what is done again after a crash is told once.
    /// Of a run whose log was removed, a host may leave out what comes later.
    /// </summary>
    Task AppendAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken);

    /// <summary>
    /// Appends entries with the end of the activity that calls this: both become durable, or neither, so that nothing is done again of which
    /// a reader was told that it is done. Those of an activity that fails are dropped. Where no activity calls, or the host cannot, it is
    /// <see cref="AppendAsync"/>.
    /// </summary>
    Task AppendWithEndAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken) =>
        AppendAsync(runId, entries, cancellationToken);

    /// <summary>The entries after a sequence number, in their order.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The last sequence number that is known; 0 for none.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LogPage> ReadAsync(string runId, long after, int top, CancellationToken cancellationToken);

    /// <summary>The last entries of one item, in their order.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="item">The item's index.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<LoggedEntry>> ReadItemAsync(string runId, int item, int top, CancellationToken cancellationToken);

    /// <summary>Returns when the log of a run has an entry after this sequence number, and at once if it has; perhaps sooner.</summary>
    Task WaitAsync(string runId, long after, CancellationToken cancellationToken);

    /// <summary>Removes entries of a run, the first ones first.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were removed; fewer than <paramref name="top"/> when none is left.</returns>
    Task<int> DeleteAsync(string runId, int top, CancellationToken cancellationToken);
}
