using System.Buffers;
using System.Globalization;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>
/// What a writer knows of the log of a run: where it ends, and which keys it has. Other hosts write to it as well; whoever finds that the log
/// does not end where he thought reads what was added. For one thread at a time.
/// </summary>
sealed class LogTail
{
    readonly BlobContainer container;
    readonly string runId;
    readonly EventLogLimits limits;

    // The segments that are kept, the first one first; entries are appended to the last one.
    readonly List<Segment> segments = [];
    long position;
    int blocks;
    bool isThere;

    LogTail(BlobContainer container, string runId, EventLogLimits limits)
    {
        this.container = container;
        this.runId = runId;
        this.limits = limits;
    }

    /// <summary>The last sequence number; 0 when there is none.</summary>
    public long Last { get; private set; }

    /// <summary>Whether there is a log. Where a closed segment leads there is one, even if nobody has come to begin the next segment.</summary>
    public bool IsThere => isThere || segments.Count > 1;

    /// <summary>How many keys it holds in memory.</summary>
    public int Keys => segments.Sum(segment => segment.Keys.Count);

    Segment Current => segments[^1];

    string CurrentName => SegmentNames.Of(runId, Current.First);

    bool IsFull => Current.Keys.Count >= limits.SegmentEntries || position >= limits.SegmentBytes || blocks >= limits.SegmentBlocks;

    /// <summary>Reads all of a log that is kept: a list, and a read for every 4 MB.</summary>
    public static async Task<LogTail> ReadAsync(BlobContainer container, string runId, EventLogLimits limits)
    {
        var tail = new LogTail(container, runId, limits);
        foreach (var first in await SegmentNames.ListAsync(container, runId, CancellationToken.None))
        {
            // A log whose first segments are gone begins later. Where a closing frame leads, the reader is already.
            if (tail.segments.Count > 0 && first <= tail.Current.First)
                continue;
            tail.Begin(first);
            await tail.CatchUpAsync();
        }
        if (tail.segments.Count == 0)
            tail.Begin(1);
        return tail;
    }

    /// <summary>Whether the log has an entry.</summary>
    public bool Has(EntryKey key) => segments.Exists(segment => segment.Keys.Contains(key));

    /// <summary>Appends a block that was made for this end of the log: one transaction, and three more when a segment is full.</summary>
    /// <param name="block">The block.</param>
    /// <param name="opens">Whether it begins the log if there is none.</param>
    /// <exception cref="LogGoneException">The log was removed.</exception>
    public async Task<AppendStep> AppendAsync(LogBlock block, bool opens)
    {
        if (block.Bytes.IsEmpty)
            return AppendStep.Nothing;
        if (isThere && IsFull)
            return await CloseAsync();
        if (!isThere)
        {
            // What is still said of a run that was removed would never be removed itself.
            if (!opens && !IsThere)
                return AppendStep.Nothing;
            await container.CreateAppendBlobAsync(CurrentName, CancellationToken.None);
            isThere = true;
        }
        if (!await TryWriteAsync(block.Bytes))
            return AppendStep.Lost;
        Current.Keys.UnionWith(block.Keys);
        Last += block.Keys.Count;
        return AppendStep.Written;
    }

    /// <summary>Closes the full segment and begins the next one. The closing frame settles which host does so, and where the next one begins.</summary>
    async Task<AppendStep> CloseAsync()
    {
        var writer = new ArrayBufferWriter<byte>();
        LogFrame.WriteClosing(writer, Last + 1);
        if (!await TryWriteAsync(writer.WrittenMemory))
            return AppendStep.Lost;
        Begin(Last + 1);
        await container.CreateAppendBlobAsync(CurrentName, CancellationToken.None);
        isThere = true;
        while (segments.Count > 1 && segments[1].First - 1 <= Last - limits.Kept)
        {
            await container.DeleteAsync(SegmentNames.Of(runId, segments[0].First), entityTag: null, CancellationToken.None);
            segments.RemoveAt(0);
        }
        return AppendStep.Begun;
    }

    /// <summary>Writes at the end of the log; gives false, and reads what was added, when that is elsewhere by now.</summary>
    async Task<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes)
    {
        switch (await container.AppendAsync(CurrentName, bytes, position, CancellationToken.None))
        {
            case AppendOutcome.Appended appended:
                position += bytes.Length;
                blocks = Math.Max(blocks + 1, appended.Blocks);
                return true;
            case AppendOutcome.Moved:
                await CatchUpAsync();
                return false;
            case AppendOutcome.Missing:
                throw new LogGoneException();
            default:
                throw new InvalidOperationException("An append ended in an unknown way.");
        }
    }

    void Begin(long first)
    {
        segments.Add(new Segment(first, []));
        (position, blocks, isThere, Last) = (0, 0, false, first - 1);
    }

    /// <summary>Reads what was added to the log, up to its end, into the next segments if need be.</summary>
    async Task CatchUpAsync()
    {
        var pending = ReadOnlyMemory<byte>.Empty;
        while (await container.GetAsync(CurrentName, position + pending.Length, limits.ReadBytes, CancellationToken.None) is { } part)
        {
            if (part.Content.IsEmpty && position > 0)
                throw new LogGoneException();
            (isThere, blocks) = (true, Math.Max(blocks, part.Blocks));
            var end = position + pending.Length + part.Content.Length;
            pending = pending.IsEmpty ? part.Content : (byte[])[.. pending.Span, .. part.Content.Span];
            var (read, next) = Take(pending.Span);
            position += read;
            pending = pending[read..];
            if (next is { } first)
            {
                Begin(first);
                pending = default;
            }
            else if (part.Content.IsEmpty || end >= part.Length)
            {
                break;
            }
        }
        if (!pending.IsEmpty)
            throw new StoreFailedException($"The event log '{CurrentName}' is damaged: it ends within an entry.");
    }

    /// <summary>Takes in the frames that are there; gives how many bytes they have, and where the log goes on when the segment is closed.</summary>
    (int Read, long? Next) Take(ReadOnlySpan<byte> bytes)
    {
        var read = 0;
        while (LogFrame.TryRead(bytes, read, out var frame))
        {
            if (frame.Sequence != Last + 1)
                throw new StoreFailedException(string.Create(CultureInfo.InvariantCulture, $"The event log '{CurrentName}' is damaged: {frame.Sequence} follows {Last}."));
            if (frame.IsClosing)
                return (frame.End, frame.Sequence);
            Current.Keys.Add(EntryKey.Of(frame.Item, bytes.Slice(frame.KeyStart, frame.KeyLength)));
            Last = frame.Sequence;
            read = frame.End;
        }
        return (read, null);
    }

    sealed record Segment(long First, HashSet<EntryKey> Keys);
}
