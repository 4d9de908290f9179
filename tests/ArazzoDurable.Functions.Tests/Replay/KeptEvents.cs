using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>An event log that keeps what a run tells while it is not deleted; no one follows it here.</summary>
sealed class KeptEvents : IEventLog
{
    readonly Lock gate = new();
    readonly Dictionary<string, List<LoggedEntry>> logs = new(StringComparer.Ordinal);
    readonly HashSet<(string RunId, int? Item, string Key)> known = [];

    public Task AppendAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!logs.TryGetValue(runId, out var log))
                logs.Add(runId, log = []);
            foreach (var entry in entries.Where(entry => known.Add((runId, entry.Item, entry.Key))))
                log.Add(new LoggedEntry(log.Count + 1, entry.Item, entry.Value));
        }
        return Task.CompletedTask;
    }

    public Task<LogPage> ReadAsync(string runId, long after, int top, CancellationToken cancellationToken)
    {
        var log = Of(runId);
        return Task.FromResult(new LogPage(log.Count == 0 ? 0 : log[0].Sequence, [.. log.Where(entry => entry.Sequence > after).Take(top)]));
    }

    public Task<ImmutableArray<LoggedEntry>> ReadItemAsync(string runId, int item, int top, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<LoggedEntry>>([.. Of(runId).Where(entry => entry.Item == item).TakeLast(top)]);

    public Task WaitAsync(string runId, long after, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> DeleteAsync(string runId, int top, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var removed = logs.TryGetValue(runId, out var log) ? Math.Min(top, log.Count) : 0;
            log?.RemoveRange(0, removed);
            return Task.FromResult(removed);
        }
    }

    List<LoggedEntry> Of(string runId)
    {
        lock (gate)
            return logs.TryGetValue(runId, out var log) ? [.. log] : [];
    }
}
