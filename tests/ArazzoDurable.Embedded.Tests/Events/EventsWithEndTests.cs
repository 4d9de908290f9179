using System.Text;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Events;

/// <summary>Entries of the log that become durable with the end of the activity that appends them.</summary>
public sealed class EventsWithEndTests
{
    [Fact]
    public async Task Activity_whose_entries_are_in_the_log_is_not_run_again_whenever_the_host_dies()
    {
        foreach (var point in Enum.GetValues<CommitPoint>())
        {
            for (var commit = 1L; await DiesAsync(point, commit); commit++)
            {
            }
        }
    }

    [Fact]
    public async Task Entries_of_an_activity_that_fails_are_dropped()
    {
        await using var bench = new Bench();
        bench.Registry = Registry(bench, () => throw new InvalidOperationException("It fails."));
        await bench.OpenAsync();

        await bench.ScheduleAsync("main", "r", 0);

        (await bench.EndOfAsync("r")).Status.ShouldBe(InstanceStatus.Failed);
        (await CountAsync(bench)).ShouldBe(0);
    }

    [Fact]
    public async Task Entries_that_no_activity_appends_are_durable_at_once()
    {
        await using var bench = new Bench();
        await bench.OpenAsync();

        await AppendAsync(bench);

        (await CountAsync(bench)).ShouldBe(1);
    }

    /// <summary>Runs an activity on a host that dies at a commit, and on another one after it; tells whether it came so far.</summary>
    static async Task<bool> DiesAsync(CommitPoint point, long commit)
    {
        var runs = 0;
        await using var bench = new Bench { DiesAt = (at, count) => at == point && count == commit };
        bench.Registry = Registry(bench, () => runs++);
        var host = await bench.OpenAsync();
        var driven = DriveAsync(bench);
        await Task.WhenAny(driven, host.WriterEnded).WaitAsync(Bench.Patience);
        var hasDied = !driven.IsCompletedSuccessfully;
        if (hasDied)
        {
            bench.DiesAt = null;
            await bench.Host.AbandonAsync();
            await bench.OpenAsync();
            var (told, before) = (await CountAsync(bench), runs);
            await bench.Host.RecoverAsync(bench.Token);
            await DriveAsync(bench);
            (runs - before).ShouldBe(told == 0 ? 1 : 0, $"{point} {commit}");
        }
        (await CountAsync(bench)).ShouldBe(1, $"{point} {commit}");
        return hasDied;
    }

    static async Task DriveAsync(Bench bench)
    {
        await bench.ScheduleAsync("main", "r", 0);
        (await bench.EndOfAsync("r")).Status.ShouldBe(InstanceStatus.Completed);
    }

    static EmbeddedRegistry Registry(Bench bench, Action work) => new EmbeddedRegistry()
        .AddOrchestration<int, int>("main", (context, input) => context.CallActivityAsync<int, int>("work", input))
        .AddActivity<int, int>("work", async (input, _) =>
        {
            await AppendAsync(bench);
            (await CountAsync(bench)).ShouldBe(0, "it has not ended");
            work();
            return input;
        });

    static Task AppendAsync(Bench bench) =>
        bench.Host.EventLog.AppendWithEndAsync("r", [new LogEntry(null, "done", Encoding.UTF8.GetBytes("done"))], default);

    static async Task<int> CountAsync(Bench bench) => (await bench.Host.EventLog.ReadAsync("r", 0, 10, default)).Entries.Length;
}
