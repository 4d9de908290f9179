using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>Reads from a data folder, past the program, which attempts of its one run are recorded as completed.</summary>
static class CompletedAttempts
{
    /// <summary>The idempotency keys of these attempts; null when the folder has no run yet.</summary>
    public static IReadOnlySet<string>? Keys(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "arazzo.db");
        if (!File.Exists(file))
            return null;
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        if (Read(connection, "SELECT input FROM instances") is not { } input)
            return null;
        var start = JsonSerializer.Deserialize(input, RuntimeJson.Default.WorkflowInput)!;
        var last = Read(connection, "SELECT payload FROM history WHERE kind = 1 ORDER BY sequence DESC LIMIT 1");
        var state = last is null ? start.State : JsonSerializer.Deserialize(last, RuntimeJson.Default.StepTurn)!.State;
        return Of(start.Walker, state);
    }

    // The founding documents have no retries, so each visit has one attempt.
    static HashSet<string> Of(Walker walker, WalkState state) => [.. state.Visits.SelectMany(visited =>
        Enumerable.Range(1, visited.Key == state.Position?.StepId ? visited.Value - 1 : visited.Value)
            .Select(visit => Key(walker.RunId, visited.Key, visit)))];

    static string Key(string runId, string stepId, int visit) =>
        RunKeys.Digest(runId, "0", "0", "", stepId, visit.ToString(CultureInfo.InvariantCulture), "0");

    static byte[]? Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        // Each statement is a constant of this file.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        try
        {
            return command.ExecuteScalar() as byte[];
        }
        catch (SqliteException missing) when (missing.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
