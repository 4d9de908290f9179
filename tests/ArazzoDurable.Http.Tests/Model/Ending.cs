using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Runtime.Runs;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>What is looked at when a sequence is over: calls, events, instances, and that a deletion leaves nothing.</summary>
sealed class Ending(ModelRig rig, Play play)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public async Task CheckAsync()
    {
        var runs = await play.EndAsync();
        foreach (var run in runs)
        {
            await NothingUnfinishedAsync([.. RunKeys.InstancePrefixes(run.RunId)]);
            CheckCalls(run);
            CheckEvents(run, await rig.EventsAsync(run.RunId));
        }
        foreach (var run in runs)
            await play.DeleteAsync(run);
        await UntilAsync(async () => (await rig.Store.ListAsync(RunKeys.RecordPrefix, null, 1, default)).Count == 0, "Records of deleted runs stay.");
        await NothingUnfinishedAsync(RunKeys.PurgePrefix);
        await rig.CloseAsync();
        CheckFile();
    }

    /// <summary>Each call that the model has was made under a key of its own, and no other call.</summary>
    void CheckCalls(ModelRun run)
    {
        foreach (var calls in rig.Server.Asked.Where(each => each.Call.Run == run.Number).GroupBy(each => each.Call))
        {
            var keys = calls.Select(each => each.Key).Distinct().Count();
            var (sure, possible) = (run.Calls.Count(each => each.Call == calls.Key), run.PossibleCalls.Except(run.Calls).Count(each => each.Call == calls.Key));
            keys.ShouldBeInRange(run.IsLoose ? 1 : sure, run.IsLoose ? run.Generation + 1 : sure + possible, $"keys of {calls.Key}");
        }
        var missing = run.Calls.Select(each => each.Call).Except(rig.Server.Asked.Select(each => each.Call));
        (run.IsLoose ? [] : missing).ShouldBeEmpty();
        var all = rig.Server.Asked.Select(each => (each.Call, each.Key)).Distinct().ToList();
        all.Select(each => each.Key).Distinct().Count().ShouldBe(all.Count, "One key stands for two calls.");
    }

    static void CheckEvents(ModelRun run, IReadOnlyList<(long Id, JsonElement Event)> events)
    {
        var told = string.Join('\n', events.Select(each => $"{each.Id} {each.Event.GetProperty("type")} {(each.Event.TryGetProperty("itemIndex", out var item) ? item : default)}"));
        events.Select(each => each.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(id => (long)id));
        var types = events.Select(each => each.Event.GetProperty("type").GetString()!).ToList();
        types[0].ShouldBe("run.created", told);
        types[^1].ShouldBe("run.completed", told);
        types.Count(type => type == "run.restarted").ShouldBe(run.Generation, told);
        types.Count(type => type == "run.completed").ShouldBe(run.Generation + 1, told);
        for (var index = 1; index < types.Count; index++)
        {
            if (types[index - 1] == "run.completed")
                types[index].ShouldBe("run.restarted", told);
        }
        var items = events.Where(each => types[(int)each.Id - 1].StartsWith("item.", StringComparison.Ordinal))
            .GroupBy(each => (each.Event.GetProperty("itemIndex").GetInt32(), each.Event.GetProperty("generation").GetInt32()));
        foreach (var item in items)
        {
            var name = string.Join(", ", item.Select(each => each.Event.GetProperty("type").GetString()));
            name.ShouldBe("item.started, item.completed", $"item and generation {item.Key}\n{told}");
        }
    }

    void CheckFile()
    {
        using var connection = new SqliteConnection($"Data Source={rig.DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT 'instances ' || id FROM instances WHERE id NOT LIKE 'p:%'
            UNION ALL SELECT 'history ' || instance FROM history WHERE instance NOT LIKE 'p:%'
            UNION ALL SELECT 'timers ' || instance FROM timers
            UNION ALL SELECT 'inbox ' || instance FROM inbox
            UNION ALL SELECT 'events ' || run || ' ' || key FROM events
            UNION ALL SELECT 'entries ' || key FROM entries WHERE key NOT LIKE 'flows/%' AND key NOT LIKE 'blobs/%'
            """;
        using var reader = command.ExecuteReader();
        var left = new List<string>();
        while (reader.Read())
            left.Add(reader.GetString(0));
        left.ShouldBeEmpty();
    }

    async Task NothingUnfinishedAsync(params string[] prefixes)
    {
        foreach (var prefix in prefixes)
            await UntilAsync(async () => (await rig.Instances.ListUnfinishedAsync(prefix, null, 1, default)).Count == 0, $"Instances {prefix} have not ended.");
    }

    static async Task UntilAsync(Func<Task<bool>> isSo, string message)
    {
        for (var watch = Stopwatch.StartNew(); !await isSo();)
        {
            watch.Elapsed.ShouldBeLessThan(Patience, message);
            await Task.Delay(1);
        }
    }
}
