using System.Text.Json;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Http.Tests.Crashes;

/// <summary>Hosts that die before and after each commit of a run of several items, and others that carry it on.</summary>
public sealed class BatchCrashTests
{
    const int AtOnce = 4;

    public static TheoryData<string, string> Drives
    {
        get
        {
            var drives = new TheoryData<string, string>();
            foreach (var drive in CrashDrive.All.Keys)
            {
                foreach (var point in Enum.GetNames<CommitPoint>())
                    drives.Add(drive, point);
            }
            return drives;
        }
    }

    [Theory]
    [MemberData(nameof(Drives))]
    public async Task Host_that_dies_at_any_commit_of_a_batch_loses_nothing_and_repeats_nothing_that_was_told(string drive, string point)
    {
        var (at, first) = (Enum.Parse<CommitPoint>(point), 1);
        while ((await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(commit => Task.Run(() => DiesAsync(CrashDrive.All[drive](), at, commit))))).All(died => died))
            first += AtOnce;
        first.ShouldBeGreaterThan(12);
    }

    /// <summary>Drives a run on a host that dies at a commit, and on another one after it; tells whether it came so far.</summary>
    static async Task<bool> DiesAsync(CrashDrive drive, CommitPoint point, long commit)
    {
        using var api = new OrderApi { FailsFirst = drive.FailsFirst };
        await using var bench = new CrashBench(api);
        await bench.OpenAsync((at, count) => at == point && count == commit);
        var dying = bench.Host;
        var driven = DriveAsync(drive, bench);
        await Task.WhenAny(driven, dying.WriterEnded).WaitAsync(CrashBench.Patience);
        var hasDied = !driven.IsCompletedSuccessfully;
        if (hasDied)
        {
            dying.WriterEnded.IsCompleted.ShouldBeTrue($"{point} {commit}: {driven.Exception}");
            await bench.DieAsync();
            await bench.OpenAsync();
            var (told, before) = (await bench.ToldKeysAsync(), api.Arrived.Count);
            await (drive.CarriesOnOneRun ? bench.RecoverRunAsync() : bench.RecoverAsync());
            driven = DriveAsync(drive, bench);
            await driven.WaitAsync(CrashBench.Patience);
            api.Arrived.Skip(before).Select(call => call.Key).Intersect(told).ShouldBeEmpty($"{point} {commit}: calls that were told as done were sent again");
        }
        await CheckAsync(bench, await driven, $"{point} {commit}");
        return hasDied;
    }

    /// <summary>Drives a run until all its instances have ended: a host may die when the run has.</summary>
    static async Task<RunStatus?> DriveAsync(CrashDrive drive, CrashBench bench)
    {
        var ended = await drive.RunAsync(bench);
        if (ended is not null)
            await bench.SettleAsync(ended.RunId);
        return ended;
    }

    static async Task CheckAsync(CrashBench bench, RunStatus? ended, string when)
    {
        if (ended is null)
        {
            Left(bench).ShouldBe(0, when);
            return;
        }
        (await bench.Records.ListAsync(null, 10, default)).ShouldHaveSingleItem(when);
        ended.Items.ShouldBe(new ItemCounts(
            CrashBench.Items, 0, 0, ended.Results!.Value.Count(result => result.Status is ItemOutcome.Success), 0,
            ended.Results!.Value.Count(result => result.Status is ItemOutcome.Cancelled)), when);
        var log = await bench.LogAsync(ended.RunId);
        log.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, log.Length).Select(number => (long)number), when);
        CheckStory([.. log.Select(entry => JsonSerializer.Deserialize(entry.Value.Span, RuntimeJson.Default.RunEvent)!)], ended, when);
    }

    static void CheckStory(List<RunEvent> story, RunStatus ended, string when)
    {
        // What tells one hold from the next is not read back; the drive may hold the run twice.
        story.Where(told => told is not (RunEvent.RunSuspended or RunEvent.RunResumed)).Select(told => (told.Item, told.Key)).ShouldBeUnique(when);
        story[0].ShouldBeOfType<RunEvent.RunCreated>(when);
        story[^1].ShouldBeOfType<RunEvent.RunCompleted>(when).Run.ShouldBe(ended with { Results = null }, when);
        foreach (var started in story.OfType<RunEvent.ItemStarted>())
        {
            var end = story.FindIndex(told => told is RunEvent.ItemCompleted completed && completed.ItemIndex == started.ItemIndex && completed.Generation == started.Generation);
            end.ShouldBeGreaterThan(story.IndexOf(started), when);
            story.FindLastIndex(told => told is RunEvent.StepCompleted { Visit: var visit } && visit.ItemIndex == started.ItemIndex && visit.Generation == started.Generation)
                .ShouldBeLessThan(end, when);
        }
        foreach (var result in ended.Results!.Value.Where(result => result.Status is ItemOutcome.Success))
        {
            story.OfType<RunEvent.ItemCompleted>().Last(told => told.ItemIndex == result.ItemIndex).Status.ShouldBe(ItemOutcome.Success, when);
            story.OfType<RunEvent.StepCompleted>().Count(told => told.Item == result.ItemIndex && told is { Success: true, Visit.StepId: "place" }).ShouldBe(1, when);
            story.OfType<RunEvent.StepCompleted>().Count(told => told.Item == result.ItemIndex && told is { Success: true, Visit.StepId: "confirm" }).ShouldBe(1, when);
        }
    }

    /// <summary>How many rows are left of a run that was deleted; its purge, which the next one removes, and the flow not counted.</summary>
    static long Left(CrashBench bench)
    {
        using var connection = new SqliteConnection($"Data Source={bench.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT count(*) FROM instances WHERE id NOT LIKE 'p:%') + (SELECT count(*) FROM history) + (SELECT count(*) FROM timers)
              + (SELECT count(*) FROM inbox) + (SELECT count(*) FROM events) + (SELECT count(*) FROM entries WHERE key NOT LIKE 'flows/%')
            """;
        return (long)command.ExecuteScalar()!;
    }
}
