using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>
/// Appends to the logs of runs. While a block of a run is on its way, further entries of that run gather, and are the next block: so the
/// lanes of a run share the cost of a transaction, and do not lose to each other.
/// </summary>
/// <param name="container">Where the logs are.</param>
/// <param name="limits">Their measures.</param>
/// <param name="time">The clock of the pauses after appends that were lost to other hosts.</param>
/// <param name="opening">The key of the entry of the whole run that opens a log; null when any entry does.</param>
/// <param name="appended">Hears of a run to whose log entries were added.</param>
sealed class LogAppends(BlobContainer container, EventLogLimits limits, TimeProvider time, string? opening, Action<string> appended)
{
    // A run's tail costs something even when it has no keys.
    const int TailCost = 16;

    // A log that is removed again and again while it is written to is no log to write to.
    const int MostGone = 10;

    readonly Lock gate = new();
    readonly BoundedCache<string, LogTail> tails = new(limits.KeysInMemory);

    // A run is here while somebody writes its entries.
    readonly Dictionary<string, List<Ask>> waiting = new(StringComparer.Ordinal);

    public Task AppendAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken)
    {
        var ask = new Ask(entries, cancellationToken);
        bool isFirst;
        lock (gate)
        {
            isFirst = !waiting.TryGetValue(runId, out var asks);
            if (isFirst)
                waiting.Add(runId, asks = []);
            asks!.Add(ask);
        }
        // Whoever gives up does so for himself: those who asked after him are served all the same.
        if (isFirst)
            _ = WriteAllAsync(runId);
        return ask.Completion.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Forgets what is known of a log, for it is being removed.</summary>
    public void Forget(string runId) => tails.Remove(runId);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails here fails those that wait.")]
    async Task WriteAllAsync(string runId)
    {
        while (Take(runId) is { } asks)
        {
            try
            {
                await WriteAsync(runId, asks);
            }
            catch (Exception exception)
            {
                // What of it was written after all is found when the log is read again.
                tails.Remove(runId);
                foreach (var ask in asks)
                    ask.Completion.TrySetException(exception);
            }
        }
    }

    /// <summary>What waits; null, and nobody writes any more, when nothing does.</summary>
    List<Ask>? Take(string runId)
    {
        lock (gate)
        {
            var asks = waiting[runId];
            if (asks.Count == 0)
            {
                waiting.Remove(runId);
                return null;
            }
            waiting[runId] = [];
            return asks;
        }
    }

    async Task WriteAsync(string runId, List<Ask> asks)
    {
        var left = new Queue<Ask>(asks);
        for (var gone = 0; left.Count > 0; gone++)
        {
            var tail = await TailAsync(runId);
            try
            {
                await WriteAsync(runId, tail, left);
                if (tail.IsThere)
                    tails.Set(runId, tail, tail.Keys + TailCost);
            }
            catch (LogGoneException) when (gone < MostGone)
            {
                tails.Remove(runId);
            }
        }
    }

    async Task<LogTail> TailAsync(string runId) => tails.TryGet(runId, out var known) ? known : await LogTail.ReadAsync(container, runId, limits);

    async Task WriteAsync(string runId, LogTail tail, Queue<Ask> left)
    {
        for (var losses = 0; left.Count > 0;)
        {
            var (block, together) = Gather(tail, left);
            switch (await tail.AppendAsync(block, left.Take(together).Any(Opens)))
            {
                case AppendStep.Begun:
                    continue;
                case AppendStep.Lost:
                    // It goes on as long as somebody waits: what is given up is left out of the next block, and an empty one ends it.
                    await Contention.PauseAsync(++losses, time, CancellationToken.None);
                    continue;
                case AppendStep.Written:
                    appended(runId);
                    break;
                case AppendStep.Nothing:
                    break;
                default:
                    throw new InvalidOperationException("An append went on in an unknown way.");
            }
            losses = 0;
            for (; together > 0; together--)
                left.Dequeue().Complete();
        }
    }

    bool Opens(Ask ask) => opening is null || ask.Entries.Any(entry => entry.Item is null && entry.Key == opening);

    /// <summary>Makes a block of those that come first, as many as it has room for.</summary>
    (LogBlock Block, int Together) Gather(LogTail tail, Queue<Ask> left)
    {
        var block = new LogBlock(tail);
        var together = 0;
        foreach (var ask in left)
        {
            if (together > 0 && block.Bytes.Length + LogBlock.SizeOf(ask.Entries) > limits.BlockBytes)
                break;
            if (ask.IsWanted())
                block.Add(ask.Entries);
            together++;
        }
        return (block, together);
    }

    /// <summary>Entries that somebody waits for.</summary>
    sealed class Ask(ImmutableArray<LogEntry> entries, CancellationToken cancellationToken)
    {
        bool isGivenUp;

        public ImmutableArray<LogEntry> Entries => entries;

        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether it is to be written still.</summary>
        public bool IsWanted() => !(isGivenUp = cancellationToken.IsCancellationRequested);

        /// <summary>Tells the one who asked that it was written, or that he gave it up before it was.</summary>
        public void Complete()
        {
            if (isGivenUp)
                Completion.TrySetCanceled(cancellationToken);
            else
                Completion.TrySetResult();
        }
    }
}
