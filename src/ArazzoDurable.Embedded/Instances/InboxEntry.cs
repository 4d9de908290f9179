using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>Something that came before the code could take it: an event that nobody waited for yet, or the end of a task of a suspended instance.</summary>
sealed class InboxEntry(string name, byte[] payload, TaskEnd? end = null)
{
    /// <summary>Its place in the order of all; 0 before it is written.</summary>
    public long Id { get; set; }

    public string Name { get; } = name;

    public byte[] Payload { get; } = payload;

    /// <summary>The task that ended; null for an event.</summary>
    public TaskEnd? End { get; } = end;

    /// <summary>The end of a task, kept until its instance is resumed.</summary>
    public static InboxEntry Of(Message.TaskEnded ended) => new("", ended.Payload ?? [], new TaskEnd(ended.Kind, ended.TaskId));
}

/// <summary>The table of what came before the code could take it. A task that ended without a payload has an empty one.</summary>
static class InboxRows
{
    public static long LastId(SqliteSession session) => session.Query("SELECT coalesce(max(id), 0) FROM inbox", row => row.GetInt64(0))[0];

    public static void Insert(SqliteSession session, string instance, InboxEntry entry) => session.Execute(
        "INSERT INTO inbox (instance, id, name, payload, kind, task_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        instance, entry.Id, entry.Name, entry.Payload, (int)(entry.End?.Kind ?? HistoryKind.EventReceived), entry.End?.TaskId ?? 0);

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
        "SELECT id, name, payload, kind, task_id FROM inbox WHERE instance = ?1 ORDER BY id",
        row => new InboxEntry(row.GetString(1), row.GetFieldValue<byte[]>(2), EndOf((HistoryKind)row.GetInt32(3), row.GetInt32(4))) { Id = row.GetInt64(0) }, instance);

    static TaskEnd? EndOf(HistoryKind kind, int taskId) => kind is HistoryKind.EventReceived ? null : new TaskEnd(kind, taskId);
}
