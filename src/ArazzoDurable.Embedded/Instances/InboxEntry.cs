using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>An event that nobody waited for yet.</summary>
sealed class InboxEntry(string name, byte[] payload)
{
    /// <summary>Its place in the order of all; 0 before it is written.</summary>
    public long Id { get; set; }

    public string Name { get; } = name;

    public byte[] Payload { get; } = payload;
}

/// <summary>The table of events that nobody waited for yet.</summary>
static class InboxRows
{
    public static long LastId(SqliteSession session) => session.Query("SELECT coalesce(max(id), 0) FROM inbox", row => row.GetInt64(0))[0];

    public static void Insert(SqliteSession session, string instance, InboxEntry entry) => session.Execute(
        "INSERT INTO inbox (instance, id, name, payload) VALUES (?1, ?2, ?3, ?4)", instance, entry.Id, entry.Name, entry.Payload);

    /// <summary>Inserts an event if there is such an instance and it has not ended; gives whether it did.</summary>
    public static bool TryInsert(SqliteSession session, string instance, InboxEntry entry) => session.Execute(
        """
        INSERT INTO inbox (instance, id, name, payload)
        SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM instances WHERE id = ?1 AND status < 2)
        """,
        instance, entry.Id, entry.Name, entry.Payload) == 1;

    public static void Delete(SqliteSession session, string instance, long id) =>
        session.Execute("DELETE FROM inbox WHERE instance = ?1 AND id = ?2", instance, id);

    public static void DeleteAll(SqliteSession session, string instance) => session.Execute("DELETE FROM inbox WHERE instance = ?1", instance);

    public static List<InboxEntry> Of(SqliteSession session, string instance) => session.Query(
        "SELECT id, name, payload FROM inbox WHERE instance = ?1 ORDER BY id",
        row => new InboxEntry(row.GetString(1), row.GetFieldValue<byte[]>(2)) { Id = row.GetInt64(0) }, instance);
}
