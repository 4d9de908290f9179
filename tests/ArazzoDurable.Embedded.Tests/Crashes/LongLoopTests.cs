using System.Diagnostics;

namespace ArazzoDurable.Embedded.Tests.Crashes;

public sealed class LongLoopTests
{
    const int Iterations = 5_000;
    const int Generation = 25;

    [Fact]
    public async Task Loop_of_five_thousand_activities_stays_short_and_costs_one_commit_each()
    {
        var most = 0L;
        var times = new long[Iterations];
        await using var bench = new Bench();
        bench.Registry
            .AddActivity<int, int>("next", async (n, token) =>
            {
                times[n] = Stopwatch.GetTimestamp();
                most = Math.Max(most, await bench.Host.CountHistoryAsync("i", token));
                return n + 1;
            })
            .AddOrchestration<int, int>("loop", async (context, from) =>
            {
                var n = from;
                for (var i = 0; i < Generation && n < Iterations; i++)
                    n = await context.CallActivityAsync<int, int>("next", n);
                if (n < Iterations)
                    context.ContinueAsNew(n);
                return n;
            });
        var host = await bench.OpenAsync();
        (await bench.RunAsync<int, int>("loop", "i", 0)).ShouldBe(Iterations);
        most.ShouldBeInRange(Generation, 200);
        host.Commits.ShouldBe(Iterations + 2);
        if (Heavy.Wanted)
            Median(times, Iterations - 501, 500).ShouldBeLessThanOrEqualTo(1.3 * Median(times, 500, 500));
    }

    static double Median(long[] times, int from, int count)
    {
        var steps = Enumerable.Range(from, count).Select(n => Stopwatch.GetElapsedTime(times[n], times[n + 1]).TotalMilliseconds).Order().ToArray();
        return steps[count / 2];
    }
}
