using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Runs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>
/// An event log of append blobs, written by any number of hosts. An append is one transaction, which all shares that is asked for while one
/// is under way; three when another host has appended since; and three more for every 10,000 entries. A host that appends to a run for the
/// first time reads its log once. A read at the end of a log is one transaction; a reader who waits costs his host one a second and run.
/// The last <see cref="IEventLog.Kept"/> entries are kept, and as many more as their oldest segment holds. Where it is told which entry opens a
/// log, it drops entries of a run that has none: what an activity says that still runs when its run is removed would never be removed.
/// </summary>
sealed class BlobEventLog : IEventLog
{
    readonly BlobContainer container;
    readonly TimeProvider time;
    readonly EventLogLimits limits;
    readonly LogAppends appends;
    readonly LogReading reading;
    readonly LogWaits waits = new();

    /// <summary>An event log.</summary>
    /// <param name="container">Where it keeps its blobs, below <c>events/</c>.</param>
    /// <param name="time">The clock of readers that wait, and of writers that make room for each other.</param>
    /// <param name="opening">The key of the entry of the whole run that opens a log; null when any entry does.</param>
    public BlobEventLog(BlobContainer container, TimeProvider time, string? opening = null)
        : this(container, time, new EventLogLimits(), opening)
    {
    }

    public BlobEventLog(BlobContainer container, TimeProvider time, EventLogLimits limits, string? opening = null)
    {
        this.container = container;
        this.time = time;
        this.limits = limits;
        appends = new LogAppends(container, limits, time, opening, waits.Appended);
        reading = new LogReading(container, limits, time);
    }

    /// <summary>How many logs are waited for.</summary>
    public int Waited => waits.Count;

    /// <inheritdoc/>
    public async Task AppendAsync(string runId, ImmutableArray<LogEntry> entries, CancellationToken cancellationToken)
    {
        StoreKey.Check(runId);
        if (entries.FirstOrDefault(entry => entry.Key.Length is 0 or > LogFrame.LongestKey) is { } unfit)
            throw new ArgumentException($"'{unfit.Key}' is no key: it has 1 to 64 characters.", nameof(entries));
        if (LogBlock.SizeOf(entries) is var size && size > limits.BlockBytes)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"These entries have {size:N0} bytes together; at most {limits.BlockBytes:N0} are appended as one."), nameof(entries));
        cancellationToken.ThrowIfCancellationRequested();
        if (!entries.IsEmpty)
            await appends.AppendAsync(runId, entries, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LogPage> ReadAsync(string runId, long after, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return reading.ReadAsync(runId, Math.Min(after, LogReading.End), top, TimeSpan.Zero, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LoggedEntry>> ReadItemAsync(string runId, int item, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return reading.ReadItemAsync(runId, item, top, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task WaitAsync(string runId, long after, CancellationToken cancellationToken)
    {
        var maxAge = TimeSpan.Zero;
        while (true)
        {
            using var wait = waits.Begin(runId);
            // Those who wait for the same run share a look.
            if (!(await reading.ReadAsync(runId, Math.Min(after, LogReading.End), 1, maxAge, cancellationToken)).Entries.IsEmpty)
                return;
            maxAge = limits.LookEvery / 2;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(limits.LookEvery, time, end.Token);
            var first = await Task.WhenAny(wait.Appended, pause);
            await end.CancelAsync();
            if (first == wait.Appended)
                return;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Removes the log of a run segment by segment, each whole, until that many entries or all are gone.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="top">How many are removed before this returns, from 1; the last segment may hold more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many of these were removed; fewer than <paramref name="top"/> when none is left.</returns>
    public async Task<int> DeleteAsync(string runId, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var firsts = await SegmentNames.ListAsync(container, runId, cancellationToken);
        var removed = 0L;
        for (var index = 0; index < firsts.Count && removed < top; index++)
        {
            // A segment ends where the next one begins; only of the last one it has to be read how many it has.
            var count = index + 1 < firsts.Count ? firsts[index + 1] - firsts[index] : await reading.CountAsync(runId, firsts[index], cancellationToken);
            await container.DeleteAsync(SegmentNames.Of(runId, firsts[index]), entityTag: null, cancellationToken);
            removed += count;
        }
        appends.Forget(runId);
        reading.Forget(runId);
        return (int)Math.Min(removed, top);
    }
}
