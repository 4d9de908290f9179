using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>
/// Makes changes of run records. While one write of a record is under way, further changes of that record gather, and are the next write: so
/// the lanes of a run share the cost of a write, and do not lose to each other.
/// </summary>
/// <param name="store">Where the records are kept.</param>
/// <param name="recent">Those that were read or written lately.</param>
/// <param name="time">The clock of the pauses after writes that were lost to other hosts.</param>
sealed class RecordChanges(IRunStore store, RecentRecords recent, TimeProvider time)
{
    readonly Lock gate = new();

    // A run is here while somebody makes its changes.
    readonly Dictionary<string, List<Change>> waiting = new(StringComparer.Ordinal);

    /// <summary>Has a change made; gives the record after it, and null when there is none.</summary>
    public Task<RunRecord?> AskAsync(string runId, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = new Change(change, cancellationToken);
        bool isFirst;
        lock (gate)
        {
            isFirst = !waiting.TryGetValue(runId, out var changes);
            if (isFirst)
                waiting.Add(runId, changes = []);
            changes!.Add(asked);
        }
        // Whoever gives up does so for himself: those who asked after him are served all the same.
        if (isFirst)
            _ = MakeAllAsync(runId);
        return asked.Completion.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Makes changes of a record until none is asked for.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails here fails those that wait.")]
    async Task MakeAllAsync(string runId)
    {
        Known? known = null;
        while (Take(runId) is { } changes)
        {
            try
            {
                known = await MakeAsync(runId, known, changes);
            }
            catch (Exception exception)
            {
                known = null;
                foreach (var change in changes)
                    change.Completion.TrySetException(exception);
            }
        }
    }

    /// <summary>The changes that wait; null, and nobody makes changes any more, when there are none.</summary>
    List<Change>? Take(string runId)
    {
        lock (gate)
        {
            var changes = waiting[runId];
            if (changes.Count == 0)
            {
                waiting.Remove(runId);
                return null;
            }
            waiting[runId] = [];
            return changes;
        }
    }

    /// <summary>Makes changes in one write; gives what is stored then, and null when there is no record.</summary>
    async Task<Known?> MakeAsync(string runId, Known? known, List<Change> changes)
    {
        for (var losses = 0; ;)
        {
            if ((known ?? await ReadAsync(runId)) is not { } before)
                return Complete(changes.Select(change => change.OfNothing()), null);
            var after = changes.Aggregate(before.Record, (record, change) => change.Apply(record));
            if (ReferenceEquals(after, before.Record))
            {
                // What was known may be old by now, and only a write finds out.
                if (known is null)
                    return Complete(changes, before);
            }
            else
            {
                var bytes = RunRecords.Write(after);
                if (await store.TryReplaceAsync(RunKeys.Record(runId), bytes, before.EntityTag, CancellationToken.None) is { } entityTag)
                {
                    recent.Keep(after, bytes);
                    return Complete(changes, new Known(after, entityTag));
                }
                // It goes on as long as somebody waits: a change that is given up is none, and without any the next round ends.
                await Contention.PauseAsync(++losses, time, CancellationToken.None);
            }
            known = null;
        }
    }

    async Task<Known?> ReadAsync(string runId) =>
        await store.ReadAsync(RunKeys.Record(runId), CancellationToken.None) is { } stored ? new Known(recent.Read(runId, stored), stored.EntityTag) : null;

    static Known? Complete(IEnumerable<Change> changes, Known? known)
    {
        foreach (var change in changes)
            change.Complete();
        return known;
    }

    /// <summary>What was stored when it was last looked at.</summary>
    sealed record Known(RunRecord Record, string EntityTag);

    /// <summary>A change that somebody waits for.</summary>
    sealed class Change(Func<RunRecord, RunRecord> change, CancellationToken cancellationToken)
    {
        RunRecord? result;
        Exception? failure;
        bool isOfNothing;

        public TaskCompletionSource<RunRecord?> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The record after this change; one that throws, or is given up by now, changes nothing.</summary>
        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A change that throws fails the one who asked for it, and nobody else.")]
        public RunRecord Apply(RunRecord before)
        {
            (result, failure) = (null, null);
            if (cancellationToken.IsCancellationRequested)
                return before;
            try
            {
                return result = change(before);
            }
            catch (Exception exception)
            {
                failure = exception;
                return before;
            }
        }

        /// <summary>This change of a record that is not there.</summary>
        public Change OfNothing()
        {
            isOfNothing = true;
            return this;
        }

        /// <summary>Tells the one who asked.</summary>
        public void Complete()
        {
            if (failure is not null)
                Completion.TrySetException(failure);
            else if (result is not null || isOfNothing)
                Completion.TrySetResult(result);
            else
                Completion.TrySetCanceled(cancellationToken);
        }
    }
}
