using System.Collections.Immutable;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Embedded.Events;

/// <summary>The table of logs. What is about the whole run has the item -1.</summary>
static class EventRows
{
    /// <summary>The last entries of an item, the last one first.</summary>
    public const string ItemQuery = "SELECT sequence, item, value FROM events INDEXED BY events_items WHERE run = ?1 AND item = ?2 ORDER BY sequence DESC LIMIT ?3";

    const string AppendQuery = """
        INSERT INTO events (run, sequence, item, key, value)
        VALUES (?1, (SELECT coalesce(max(sequence), 0) + 1 FROM events WHERE run = ?1), ?2, ?3, ?4)
        ON CONFLICT (run, item, key) DO NOTHING RETURNING sequence
        """;

    const int WholeRun = -1;

    /// <summary>How often what is no longer kept is dropped: once in so many entries.</summary>
    const int DropEvery = 1000;

    /// <summary>Appends an entry unless the log has its key; gives its sequence number, or 0.</summary>
    public static long Append(SqliteSession session, string run, LogEntry entry, int kept)
    {
        var item = entry.Item ?? WholeRun;
        if (session.Query(AppendQuery, row => row.GetInt64(0), run, item, entry.Key, entry.Value.ToArray()) is not [var sequence])
            return 0;
        if (sequence % Math.Min(DropEvery, kept) == 0)
            session.Execute("DELETE FROM events WHERE run = ?1 AND sequence <= ?2", run, sequence - kept);
        return sequence;
    }

    public static long Last(SqliteSession session, string run) =>
        session.Query("SELECT coalesce(max(sequence), 0) FROM events WHERE run = ?1", row => row.GetInt64(0), run)[0];

    public static LogPage Read(SqliteSession session, string run, long after, int top) => new(
        session.Query("SELECT coalesce(min(sequence), 0) FROM events WHERE run = ?1", row => row.GetInt64(0), run)[0],
        [.. session.Query("SELECT sequence, item, value FROM events WHERE run = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3", Entry, run, after, top)]);

    public static ImmutableArray<LoggedEntry> ReadItem(SqliteSession session, string run, int item, int top)
    {
        var last = session.Query(ItemQuery, Entry, run, item, top);
        last.Reverse();
        return [.. last];
    }

    /// <summary>Deletes the first entries; gives how many.</summary>
    public static int Delete(SqliteSession session, string run, int top) => session.Execute(
        "DELETE FROM events WHERE run = ?1 AND sequence IN (SELECT sequence FROM events WHERE run = ?1 ORDER BY sequence LIMIT ?2)", run, top);

    static LoggedEntry Entry(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1) is var item and not WholeRun ? item : null, row.GetFieldValue<byte[]>(2));
}
