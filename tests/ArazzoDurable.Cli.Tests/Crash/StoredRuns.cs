using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Runs;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>Looks into a data folder, past the program.</summary>
/// <param name="dataFolder">The folder.</param>
sealed class StoredRuns(string dataFolder)
{
    /// <summary>The idempotency keys of the attempts that the logs tell of. No step of the flow is retried.</summary>
    public HashSet<string> ToldKeys()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (run, told) in Rows("SELECT run, value FROM events", row => (row.GetString(0), row.GetFieldValue<byte[]>(1))))
        {
            using var document = JsonDocument.Parse(told);
            if (document.RootElement.GetProperty("type").ValueEquals("step.attempted"))
                keys.Add(KeyOf(run, document.RootElement.GetProperty("visit")));
        }
        return keys;
    }

    /// <summary>The ids of the instances that have not ended.</summary>
    public IReadOnlyList<string> Unfinished() => Rows("SELECT id FROM instances WHERE status < 2", row => row.GetString(0));

    /// <summary>How many rows the longest history has.</summary>
    public long LongestHistory() => Rows("SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM history GROUP BY instance)", row => row.GetInt64(0))[0];

    /// <summary>How many rows are left that are not of a flow or of a purge that has ended.</summary>
    public long Left() => Rows("""
        SELECT (SELECT count(*) FROM instances WHERE id NOT LIKE 'p:%' OR status < 2) + (SELECT count(*) FROM history) + (SELECT count(*) FROM timers)
          + (SELECT count(*) FROM inbox) + (SELECT count(*) FROM events) + (SELECT count(*) FROM entries WHERE key NOT LIKE 'flows/%')
        """, row => row.GetInt64(0))[0];

    static string KeyOf(string run, JsonElement visit)
    {
        return RunKeys.Digest(run, Number("itemIndex"), Number("generation"), visit.GetProperty("path").GetString()!, visit.GetProperty("stepId").GetString()!, Number("visit"), "0");

        string Number(string name) => visit.GetProperty(name).GetInt32().ToString(CultureInfo.InvariantCulture);
    }

    List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        var file = Path.Combine(dataFolder, "arazzo.db");
        var rows = new List<T>();
        if (!File.Exists(file))
            return rows;
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        // Each statement is a constant of this file.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
