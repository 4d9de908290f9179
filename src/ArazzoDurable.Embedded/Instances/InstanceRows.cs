using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>The table of instances.</summary>
static class InstanceRows
{
    const string Columns = "id, name, status, generation, revision, parent, created_at, updated_at, input, custom_status, output, error_type, suspended";

    /// <summary>Inserts an instance, unless its id is taken; gives whether it did.</summary>
    public static bool TryInsert(SqliteSession session, InstanceRecord record) => session.Execute(
        $"INSERT INTO instances ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (id) DO NOTHING",
        record.Id, record.Name, (int)record.Status, record.Generation, record.Revision, record.Parent,
        record.CreatedAt.Ticks, record.UpdatedAt.Ticks, record.Input, record.CustomStatus, record.Output, record.ErrorType, record.IsSuspended) == 1;

    public static void Update(SqliteSession session, InstanceRecord record) => session.Execute(
        """
        UPDATE instances SET status = ?2, generation = ?3, revision = ?4, updated_at = ?5, input = ?6, custom_status = ?7, output = ?8, error_type = ?9, suspended = ?10
        WHERE id = ?1
        """,
        record.Id, (int)record.Status, record.Generation, record.Revision, record.UpdatedAt.Ticks,
        record.Input, record.CustomStatus, record.Output, record.ErrorType, record.IsSuspended);

    public static InstanceRecord? Find(SqliteSession session, string id) =>
        session.Query($"SELECT {Columns} FROM instances WHERE id = ?1", Read, id) is [var record] ? record : null;

    /// <summary>Deletes an instance with all that is kept of it.</summary>
    public static void Delete(SqliteSession session, string id)
    {
        DeleteWork(session, id);
        session.Execute("DELETE FROM instances WHERE id = ?1", id);
    }

    /// <summary>Deletes what an instance would be carried on with.</summary>
    public static void DeleteWork(SqliteSession session, string id)
    {
        session.Execute("DELETE FROM history WHERE instance = ?1", id);
        session.Execute("DELETE FROM timers WHERE instance = ?1", id);
        session.Execute("DELETE FROM inbox WHERE instance = ?1", id);
    }

    /// <summary>The first instances after one, in the order of their ids.</summary>
    /// <param name="session">Reads.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The last id of the page before; empty for the first page.</param>
    /// <param name="top">How many at the most.</param>
    public static List<InstanceRecord> List(SqliteSession session, InstanceFilter filter, string after, int top) => session.Query(
        $"""
        SELECT {Columns} FROM instances
        WHERE id >= ?1 AND id < ?2 AND created_at >= ?3 AND created_at <= ?4
          AND (1 << CASE WHEN suspended THEN {(int)InstanceStatus.Suspended} ELSE status END) & ?5
        ORDER BY id LIMIT ?6
        """,
        Read, KeyRange.Start(filter.IdPrefix, after), filter.IdPrefix + KeyRange.AfterAscii,
        (filter.CreatedFrom ?? DateTimeOffset.MinValue).UtcTicks, (filter.CreatedTo ?? DateTimeOffset.MaxValue).UtcTicks,
        filter.Statuses?.Aggregate(0, (mask, status) => mask | (1 << (int)status)) ?? -1, top);

    /// <summary>The first ids of those that begin so and have ended.</summary>
    public static List<string> Ended(SqliteSession session, string prefix, int top) => session.Query(
        "SELECT id FROM instances WHERE id >= ?1 AND id < ?2 AND status >= 2 ORDER BY id LIMIT ?3",
        row => row.GetString(0), prefix, prefix + KeyRange.AfterAscii, top);

    /// <summary>The first ids after one of those that begin so and have not ended.</summary>
    public static List<string> Unfinished(SqliteSession session, string prefix, string after, int top) => session.Query(
        "SELECT id FROM instances WHERE id >= ?1 AND id < ?2 AND status < 2 ORDER BY id LIMIT ?3",
        row => row.GetString(0), KeyRange.Start(prefix, after), prefix + KeyRange.AfterAscii, top);

    /// <summary>The first ids after one of those that begin so and failed or were terminated.</summary>
    public static List<string> Broken(SqliteSession session, string prefix, string after, int top) => session.Query(
        $"SELECT id FROM instances WHERE id >= ?1 AND id < ?2 AND status IN ({(int)InstanceStatus.Failed}, {(int)InstanceStatus.Terminated}) ORDER BY id LIMIT ?3",
        row => row.GetString(0), KeyRange.Start(prefix, after), prefix + KeyRange.AfterAscii, top);

    /// <summary>The ids of all that have not ended.</summary>
    public static List<string> Unfinished(SqliteSession session) =>
        session.Query("SELECT id FROM instances WHERE status < 2 ORDER BY id", row => row.GetString(0));

    /// <summary>The ids that begin so, and those of their children at any depth, of what has not ended.</summary>
    public static List<string> Unfinished(SqliteSession session, string prefix) => session.Query(
        """
        WITH RECURSIVE tree (id, status) AS (
          SELECT id, status FROM instances WHERE id >= ?1 AND id < ?2
          UNION
          SELECT child.id, child.status FROM instances child JOIN tree ON child.parent = tree.id
        )
        SELECT id FROM tree WHERE status < 2 ORDER BY id
        """,
        row => row.GetString(0), prefix, prefix + KeyRange.AfterAscii);

    static InstanceRecord Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Status = (InstanceStatus)row.GetInt32(2),
        Generation = row.GetInt32(3),
        Revision = row.GetInt64(4),
        Parent = row.IsDBNull(5) ? null : row.GetString(5),
        CreatedAt = new DateTime(row.GetInt64(6), DateTimeKind.Utc),
        UpdatedAt = new DateTime(row.GetInt64(7), DateTimeKind.Utc),
        Input = row.GetFieldValue<byte[]>(8),
        CustomStatus = row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9),
        Output = row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10),
        ErrorType = row.IsDBNull(11) ? null : row.GetString(11),
        IsSuspended = row.GetBoolean(12),
    };
}
