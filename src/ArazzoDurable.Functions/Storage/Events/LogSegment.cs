using System.Globalization;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>
/// A segment as a reader has read it so far. A segment only grows, so what was read stays true; to look for more is one transaction that
/// brings only what is new.
/// </summary>
/// <param name="container">Where it is.</param>
/// <param name="name">The name of its blob.</param>
/// <param name="first">Its first sequence number.</param>
/// <param name="limits">The measures of logs.</param>
/// <param name="time">The clock of how old a look is.</param>
sealed class LogSegment(BlobContainer container, string name, long first, EventLogLimits limits, TimeProvider time) : IDisposable
{
    const int FirstRead = 262_144;

    readonly SemaphoreSlim gate = new(1);
    readonly List<(int Item, int Start, int End)> entries = [];
    byte[] bytes = [];
    int length;
    int parsed;
    long lookedAt = long.MinValue;

    /// <summary>Where the log goes on; null while the segment is the last one.</summary>
    public long? Next { get; private set; }

    /// <summary>How many entries were read.</summary>
    public int Count => entries.Count;

    /// <summary>How many bytes it takes in memory.</summary>
    public long Cost => 128 + bytes.LongLength + (12L * entries.Capacity);

    public void Dispose() => gate.Dispose();

    /// <summary>Reads what is new and looks into it; null when the segment is not there.</summary>
    /// <param name="maxAge">How long ago it may have been looked at to be taken as it is.</param>
    /// <param name="look">Looks into it; nobody changes it meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T?> LookAsync<T>(TimeSpan maxAge, Func<LogSegment, T> look, CancellationToken cancellationToken)
        where T : class
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return Next is not null || IsRecent(maxAge) || await ReadOnAsync(cancellationToken) ? look(this) : null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The entries after a sequence number.</summary>
    public IEnumerable<LoggedEntry> After(long after, int top)
    {
        for (var index = Math.Max(0, after + 1 - first); index < entries.Count && top > 0; index++, top--)
            yield return Entry((int)index);
    }

    /// <summary>The last entries of an item, the last one first.</summary>
    public IEnumerable<LoggedEntry> OfItem(int item, int top)
    {
        for (var index = entries.Count - 1; index >= 0 && top > 0; index--)
        {
            if (entries[index].Item != item)
                continue;
            top--;
            yield return Entry(index);
        }
    }

    LoggedEntry Entry(int index)
    {
        var (item, start, end) = entries[index];
        return new LoggedEntry(first + index, item < 0 ? null : item, bytes.AsMemory(start, end - start));
    }

    bool IsRecent(TimeSpan maxAge) => lookedAt != long.MinValue && time.GetElapsedTime(lookedAt) < maxAge;

    async Task<bool> ReadOnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var count = FirstRead;
        while (true)
        {
            // The last byte is read once more: to ask beyond the end would be an error, which shows in the account's metrics.
            var again = length > 0 ? 1 : 0;
            if (await container.GetAsync(name, length - again, Math.Min(count, limits.ReadBytes) + again, cancellationToken) is not { } part || part.Length < length)
                return false;
            if (part.Content.Length > again)
                Add(part.Content.Span[again..]);
            if (length >= part.Length || Next is not null)
                break;
            count = limits.ReadBytes;
        }
        lookedAt = now;
        return parsed == length ? true : throw new StoreFailedException($"The event log '{name}' is damaged: it ends within an entry.");
    }

    void Add(ReadOnlySpan<byte> more)
    {
        // Entries that were handed out lie in the array of their time, and nothing in it is ever overwritten.
        if (bytes.Length - length < more.Length)
            Array.Resize(ref bytes, Math.Max(length + more.Length, Math.Min(2 * bytes.Length, limits.SegmentBytes)));
        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
        while (LogFrame.TryRead(bytes.AsSpan(0, length), parsed, out var frame))
        {
            if (frame.Sequence != first + entries.Count)
                throw new StoreFailedException(string.Create(CultureInfo.InvariantCulture, $"The event log '{name}' is damaged: {frame.Sequence} follows {first + entries.Count - 1}."));
            parsed = frame.End;
            if (frame.IsClosing)
                Next = frame.Sequence;
            else
                entries.Add((frame.EntryItem ?? -1, frame.ValueStart, frame.End));
        }
    }
}
