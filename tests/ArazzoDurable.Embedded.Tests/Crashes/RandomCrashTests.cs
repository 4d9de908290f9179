using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Embedded.Tests.Clocks;

namespace ArazzoDurable.Embedded.Tests.Crashes;

[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A failure names its seed, which gives it again.")]
public sealed class RandomCrashTests
{
    const string Root = "root";

    static readonly ParallelOptions SideBySide = new() { MaxDegreeOfParallelism = 4 };

    [Fact]
    public async Task Random_programs_that_crash_at_random_give_the_result_of_undisturbed_ones()
    {
        var crashes = 0;
        // Side by side, for they wait for the disk most of the time.
        await Parallel.ForEachAsync(Enumerable.Range(1, Heavy.Count(40, 1000)), SideBySide, async (seed, _) =>
        {
            var chance = new Random(seed);
            var expected = await RunAsync(seed, () => null);
            var actual = await RunAsync(seed, Crash);
            actual.ShouldBe(expected, $"seed {seed}");

            Func<CommitPoint, long, bool> Crash()
            {
                Interlocked.Increment(ref crashes);
                var at = chance.Next(1, 12);
                var where = (CommitPoint)chance.Next(2);
                return (point, commit) => commit == at && point == where;
            }
        });
        crashes.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Random_programs_that_are_suspended_and_resumed_and_crash_at_random_give_the_result_of_undisturbed_ones()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, Heavy.Count(25, 1000)), SideBySide, async (seed, _) =>
        {
            var chance = new Random(seed);
            var expected = await RunAsync(seed, () => null);
            var actual = await RunAsync(seed, Crash, disturbed: true);
            actual.ShouldBe(expected, $"seed {seed}");

            Func<CommitPoint, long, bool> Crash()
            {
                var at = chance.Next(5, 40);
                var where = (CommitPoint)chance.Next(2);
                return (point, commit) => commit == at && point == where;
            }
        });
    }

    [Fact]
    public async Task Program_that_crashes_at_each_of_its_commits_gives_the_result_of_an_undisturbed_one()
    {
        const int Seed = 5;
        var expected = await RunAsync(Seed, () => null);
        await Parallel.ForEachAsync(Enum.GetValues<CommitPoint>(), SideBySide, async (where, _) =>
        {
            var crashed = true;
            for (var at = 1; crashed; at++)
            {
                crashed = false;
                var first = true;
                (await RunAsync(Seed, CrashOnce)).ShouldBe(expected, $"{where} commit {at}");

                Func<CommitPoint, long, bool>? CrashOnce()
                {
                    if (!first)
                        return null;
                    first = false;
                    return (point, commit) => point == where && commit == at && (crashed = true);
                }
            }
        });
    }

    [Fact]
    public async Task Random_programs_whose_host_closes_at_random_give_the_same_result_and_repeat_no_activity()
    {
        var closings = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, Heavy.Count(15, 1000)), SideBySide, async (seed, _) =>
        {
            var chance = new Random(seed);
            var expected = await RunClosingAsync(seed, () => long.MaxValue);
            var actual = await RunClosingAsync(seed, CloseAt);
            actual.ShouldBe(expected, $"seed {seed}");

            long CloseAt()
            {
                Interlocked.Increment(ref closings);
                return chance.Next(1, 12);
            }
        });
        closings.ShouldBeGreaterThan(30);
    }

    /// <summary>Runs the program of a seed to its end, through as many processes as that takes.</summary>
    static async Task<long> RunAsync(int seed, Func<Func<CommitPoint, long, bool>?> crash, bool disturbed = false)
    {
        await using var bench = new Bench { OtherClock = new EagerClock(), MaxLiveInstances = 1 + (seed % 3) };
        var program = new RandomProgram(bench);
        bench.Registry = program.Registry();
        while (true)
        {
            bench.DiesAt = crash();
            var host = await bench.OpenAsync();
            program.Resume();
            await host.RecoverAsync(bench.Token);
            var end = EndAsync(bench, seed);
            if (disturbed)
                await Disturber.RunAsync(host, end).WaitAsync(Bench.Patience);
            await Task.WhenAny(end, host.WriterEnded).WaitAsync(Bench.Patience);
            // A process that has died answers nothing, or that it is gone.
            if (end.IsCompletedSuccessfully || !host.WriterEnded.IsCompleted)
            {
                program.Violations.ShouldBeEmpty($"seed {seed}");
                return await end;
            }
            await host.AbandonAsync();
        }
    }

    /// <summary>Runs the program of a seed to its end, through as many hosts as that takes; each closes amid what follows a commit.</summary>
    static async Task<(long Result, int Executions)> RunClosingAsync(int seed, Func<long> closeAt)
    {
        await using var bench = new Bench { OtherClock = new EagerClock(), MaxLiveInstances = 1 + (seed % 3) };
        var program = new RandomProgram(bench);
        bench.Registry = program.Registry();
        while (true)
        {
            var at = closeAt();
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            bench.DiesAt = (point, commit) =>
            {
                if (point == CommitPoint.After && commit == at)
                    reached.SetResult();
                return false;
            };
            var host = await bench.OpenAsync();
            program.Resume();
            await host.RecoverAsync(bench.Token);
            var end = EndAsync(bench, seed);
            if (await Task.WhenAny(end, reached.Task).WaitAsync(Bench.Patience) == end)
            {
                program.Violations.ShouldBeEmpty($"seed {seed}");
                return (await end, program.Executions);
            }
            await host.DisposeAsync();
        }
    }

    static async Task<long> EndAsync(Bench bench, int seed)
    {
        await bench.ScheduleAsync("program", Root, new RandomProgram.Input(seed, 0, 0, 2, 1));
        return Bench.Output<long>(await bench.EndOfAsync(Root));
    }
}
