using System.Collections.Immutable;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Events;

/// <summary>Appends entries to the log of a run; its result is the last sequence number, or 0 when there was nothing new.</summary>
sealed class EventWrite(HostCore host, string run, ImmutableArray<LogEntry> entries, int kept) : Write<long>
{
    protected override long Perform(SqliteSession session)
    {
        long last = 0;
        foreach (var entry in entries)
            last = Math.Max(last, EventRows.Append(session, run, entry, kept));
        return last;
    }

    protected override void Publish(long committed)
    {
        if (committed > 0)
            host.Readers.Appended(run);
    }
}

/// <summary>Removes the first entries of the log of a run; its result is how many.</summary>
sealed class EventRemoval(string run, int top) : Write<int>
{
    protected override int Perform(SqliteSession session) => EventRows.Delete(session, run, top);
}
