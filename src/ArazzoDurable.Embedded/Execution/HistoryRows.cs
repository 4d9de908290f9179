using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>The table of histories.</summary>
static class HistoryRows
{
    public static void Insert(SqliteSession session, string instance, int generation, HistoryRow row) => session.Execute(
        "INSERT INTO history (instance, generation, sequence, kind, task_id, name, at, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        instance, generation, row.Sequence, (int)row.Kind, row.TaskId, row.Name, row.At.Ticks, row.Payload);

    /// <summary>Deletes the generations before this one.</summary>
    public static void DeleteBefore(SqliteSession session, string instance, int generation) =>
        session.Execute("DELETE FROM history WHERE instance = ?1 AND generation < ?2", instance, generation);

    public static List<HistoryRow> Of(SqliteSession session, string instance, int generation) => session.Query(
        "SELECT sequence, kind, task_id, name, at, payload FROM history WHERE instance = ?1 AND generation = ?2 ORDER BY sequence",
        row => new HistoryRow(
            row.GetInt32(0), (HistoryKind)row.GetInt32(1), row.GetInt32(2), row.GetString(3),
            new DateTime(row.GetInt64(4), DateTimeKind.Utc), row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5)),
        instance, generation);

    public static long Count(SqliteSession session, string instance) =>
        session.Query("SELECT count(*) FROM history WHERE instance = ?1", row => row.GetInt64(0), instance)[0];
}
