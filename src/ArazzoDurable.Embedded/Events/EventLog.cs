using System.Collections.Immutable;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Events;

/// <summary>The event log of an embedded host: a table beside those of the instances, written by the same writer.</summary>
/// <param name="host">The host.</param>
/// <param name="kept">How many entries of a run are kept.</param>
sealed class EventLog(HostCore host, int kept) : IEventLog
{
    const int LongestKey = 64;

    public async Task AppendAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken)
    {
        if (Enqueue(runId, entries, isAwaited: true, cancellationToken) is { } write)
            await write.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Whatever is handed to the writer later is committed with them or after them. If they fail, so does all of that, and the host stops.</summary>
    public Task HandOverAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken)
    {
        Enqueue(runId, entries, isAwaited: false, cancellationToken);
        return Task.CompletedTask;
    }

    EventWrite? Enqueue(string runId, ImmutableArray<LogEntry> entries, bool isAwaited, CancellationToken cancellationToken)
    {
        if (entries.FirstOrDefault(entry => entry.Key.Length is 0 or > LongestKey) is { } unfit)
            throw new ArgumentException($"'{unfit.Key}' is no key: it has 1 to 64 characters.", nameof(entries));
        if (entries.IsEmpty)
            return null;
        cancellationToken.ThrowIfCancellationRequested();
        var write = new EventWrite(host, runId, entries, kept);
        host.Writer.Enqueue(write, isAwaited);
        return write;
    }

    public Task<LogPage> ReadAsync(string runId, long after, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Task.FromResult(host.Database.Read(session => EventRows.Read(session, runId, after, top)));
    }

    public Task<ImmutableArray<LoggedEntry>> ReadItemAsync(string runId, int item, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Task.FromResult(host.Database.Read(session => EventRows.ReadItem(session, runId, item, top)));
    }

    public Task WaitAsync(string runId, long after, CancellationToken cancellationToken) =>
        host.Readers.WaitAsync(runId, () => host.Database.Read(session => EventRows.Last(session, runId)) > after, cancellationToken);

    public async Task<int> DeleteAsync(string runId, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var write = new EventRemoval(runId, top);
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken);
    }
}
