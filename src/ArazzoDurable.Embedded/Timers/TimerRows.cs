using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Timers;

/// <summary>The table of timers that neither fired nor were cancelled.</summary>
static class TimerRows
{
    public static void Insert(SqliteSession session, string instance, int generation, int taskId, DateTime fireAt) => session.Execute(
        "INSERT INTO timers (instance, generation, task_id, fire_at) VALUES (?1, ?2, ?3, ?4)", instance, generation, taskId, fireAt.Ticks);

    public static void Delete(SqliteSession session, string instance, int generation, int taskId) => session.Execute(
        "DELETE FROM timers WHERE instance = ?1 AND generation = ?2 AND task_id = ?3", instance, generation, taskId);

    /// <summary>Deletes those of the generations before this one.</summary>
    public static void DeleteBefore(SqliteSession session, string instance, int generation) =>
        session.Execute("DELETE FROM timers WHERE instance = ?1 AND generation < ?2", instance, generation);

    public static Dictionary<int, DateTime> Of(SqliteSession session, string instance, int generation) => session.Query(
        "SELECT task_id, fire_at FROM timers WHERE instance = ?1 AND generation = ?2",
        row => KeyValuePair.Create(row.GetInt32(0), new DateTime(row.GetInt64(1), DateTimeKind.Utc)), instance, generation).ToDictionary();
}
