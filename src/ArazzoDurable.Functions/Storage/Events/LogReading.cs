using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>Reads the logs of runs, and keeps in memory what it has read.</summary>
/// <param name="container">Where the logs are.</param>
/// <param name="limits">Their measures.</param>
/// <param name="time">The clock of how old a look is.</param>
sealed class LogReading(BlobContainer container, EventLogLimits limits, TimeProvider time)
{
    /// <summary>A sequence number that none reaches.</summary>
    public const long End = long.MaxValue - 1;

    const int Runs = 10_000;

    // The first sequence numbers of the segments of a run, of which the first ones may be gone by now and further ones begun.
    readonly BoundedCache<string, ImmutableArray<long>> known = new(Runs);
    readonly BoundedCache<(string RunId, long First), LogSegment> segments = new(limits.BytesInMemory);

    /// <summary>The entries after a sequence number: one transaction at the end of a log, and a list when the log goes on in a further segment.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The last sequence number that is known.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="maxAge">How long ago the log may have been looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LogPage> ReadAsync(string runId, long after, int top, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        while (true)
        {
            var firsts = await FirstsAsync(runId, cancellationToken);
            if (firsts.IsEmpty)
                return new LogPage(0, []);
            if (await ReadAsync(runId, firsts, after, top, maxAge, cancellationToken) is { } page)
                return page;
        }
    }

    /// <summary>The last entries of an item: one transaction when the log is in memory, else one for each 4 MB of it from its end.</summary>
    public async Task<ImmutableArray<LoggedEntry>> ReadItemAsync(string runId, int item, int top, CancellationToken cancellationToken)
    {
        // Reading at the end brings the list of the segments up to it.
        await ReadAsync(runId, End, 1, TimeSpan.Zero, cancellationToken);
        var found = new List<LoggedEntry>();
        foreach (var first in (await FirstsAsync(runId, cancellationToken)).Reverse())
        {
            if (found.Count == top || await LookAsync(runId, first, limits.LookEvery, segment => segment.OfItem(item, top - found.Count).ToList(), cancellationToken) is not { } last)
                break;
            found.AddRange(last);
        }
        found.Reverse();
        return [.. found];
    }

    /// <summary>Forgets a log, for it is being removed.</summary>
    public void Forget(string runId)
    {
        if (!known.TryGet(runId, out var firsts))
            return;
        known.Remove(runId);
        foreach (var first in firsts)
            segments.Remove((runId, first));
    }

    /// <summary>How many entries a segment has; 0 when it is not there.</summary>
    public async Task<int> CountAsync(string runId, long first, CancellationToken cancellationToken) =>
        await LookAsync(runId, first, TimeSpan.Zero, segment => new Looked([], segment.Next, segment.Count), cancellationToken) is { } looked ? looked.Count : 0;

    /// <summary>Reads a log whose segments were known; null when they have changed since.</summary>
    async Task<LogPage?> ReadAsync(string runId, ImmutableArray<long> firsts, long after, int top, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<LoggedEntry>();
        for (var first = firsts.LastOrDefault(each => each <= after + 1, firsts[0]); ;)
        {
            var looked = await LookAsync(
                runId, first, maxAge, segment => new Looked([.. segment.After(after, top - entries.Count)], segment.Next, segment.Count), cancellationToken);
            if (looked is null)
            {
                Forget(runId);
                return null;
            }
            entries.AddRange(looked.Entries);
            if (entries.Count == top || looked.Next is not { } next)
                return new LogPage(firsts[0] == first && looked.Count == 0 ? 0 : firsts[0], entries.ToImmutable());
            // A closed segment whose successor is not in a new list either is one that a host is about to begin, or died before it did.
            if (!firsts.Contains(next) && !(firsts = await ListAsync(runId, cancellationToken)).Contains(next))
                return new LogPage(firsts.IsEmpty ? 0 : firsts[0], entries.ToImmutable());
            first = next;
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Readers share it; its gate holds no handle.")]
    async Task<T?> LookAsync<T>(string runId, long first, TimeSpan maxAge, Func<LogSegment, T> look, CancellationToken cancellationToken)
        where T : class
    {
        var segment = segments.GetOrAdd((runId, first), () => new LogSegment(container, SegmentNames.Of(runId, first), first, limits, time), 0);
        try
        {
            var result = await segment.LookAsync(maxAge, look, cancellationToken);
            if (result is null)
                segments.Remove((runId, first));
            else
                segments.Recount((runId, first), segment, segment.Cost);
            return result;
        }
        catch (StoreFailedException)
        {
            // What was read of a log that turns out to be damaged is not trusted any more.
            segments.Remove((runId, first));
            throw;
        }
    }

    async Task<ImmutableArray<long>> FirstsAsync(string runId, CancellationToken cancellationToken) =>
        known.TryGet(runId, out var firsts) ? firsts : await ListAsync(runId, cancellationToken);

    async Task<ImmutableArray<long>> ListAsync(string runId, CancellationToken cancellationToken)
    {
        ImmutableArray<long> firsts = [.. await SegmentNames.ListAsync(container, runId, cancellationToken)];
        if (!firsts.IsEmpty)
            known.Set(runId, firsts, 1);
        return firsts;
    }

    sealed record Looked(ImmutableArray<LoggedEntry> Entries, long? Next, int Count);
}
