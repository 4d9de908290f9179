using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>An event log in memory: a stand-in for those of the hosts.</summary>
sealed class MemoryEventLog : IEventLog
{
    readonly Lock gate = new();
    readonly Dictionary<string, List<(string Key, LoggedEntry Entry)>> logs = new(StringComparer.Ordinal);
    TaskCompletionSource appended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task AppendAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Writes++;
            var log = LogOf(runId);
            foreach (var entry in entries.Where(entry => !log.Any(known => known.Key == entry.Key && known.Entry.Item == entry.Item)).ToList())
                log.Add((entry.Key, new LoggedEntry(log.Count + 1, entry.Item, entry.Value)));
            appended.TrySetResult();
            appended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return Task.CompletedTask;
    }

    public Task<LogPage> ReadAsync(string runId, long after, int top, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var log = LogOf(runId);
            return Task.FromResult(new LogPage(log.Count == 0 ? 0 : log[0].Entry.Sequence, [.. log.Select(known => known.Entry).Where(entry => entry.Sequence > after).Take(top)]));
        }
    }

    /// <summary>All entries of a run, in their order.</summary>
    public ImmutableArray<LoggedEntry> All(string runId)
    {
        lock (gate)
            return [.. LogOf(runId).Select(known => known.Entry)];
    }

    /// <summary>How often something was appended.</summary>
    public int Writes { get; private set; }

    public Task<ImmutableArray<LoggedEntry>> ReadItemAsync(string runId, int item, int top, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult<ImmutableArray<LoggedEntry>>([.. LogOf(runId).Select(known => known.Entry).Where(entry => entry.Item == item).TakeLast(top)]);
    }

    public Task WaitAsync(string runId, long after, CancellationToken cancellationToken)
    {
        lock (gate)
            return LogOf(runId).Any(known => known.Entry.Sequence > after) ? Task.CompletedTask : appended.Task.WaitAsync(cancellationToken);
    }

    public Task<int> DeleteAsync(string runId, int top, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var removed = Math.Min(top, LogOf(runId).Count);
            LogOf(runId).RemoveRange(0, removed);
            return Task.FromResult(removed);
        }
    }

    List<(string Key, LoggedEntry Entry)> LogOf(string runId) => logs.TryGetValue(runId, out var log) ? log : logs[runId] = [];
}
