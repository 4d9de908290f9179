using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace ArazzoDurable.Bench;

/// <summary>Many runs of one item each, submitted over HTTP by clients that each wait for a run before they submit the next.</summary>
sealed class RunsBench(Rig rig)
{
    const int Clients = 32;

    /// <summary>Makes so many runs; tells what that took.</summary>
    public async Task<string> MeasureAsync(int runs)
    {
        var (commits, processor, started) = (rig.Host.Commits, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var left = runs;
        var times = ImmutableArray.CreateRange((await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ClientAsync()))).SelectMany(each => each));
        var (took, used) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor);
        return string.Create(CultureInfo.InvariantCulture,
            $"{runs} runs of one item: {took.TotalSeconds:F2} s, {runs / took.TotalSeconds:F0} runs/s; {used.TotalSeconds:F2} s of processor time; {rig.Host.Commits - commits} commits; ")
            + string.Create(CultureInfo.InvariantCulture, $"submit and wait: p50 {Percentiles.Of(times, 50):F1} ms, p99 {Percentiles.Of(times, 99):F1} ms");

        async Task<List<TimeSpan>> ClientAsync()
        {
            var mine = new List<TimeSpan>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var submitted = Stopwatch.GetTimestamp();
                var runId = (await rig.SubmitAsync(1, 1)).GetProperty("runId").GetString();
                var status = await rig.GetAsync($"api/runs/{runId}?wait=true&timeoutSecs=600");
                if (status.GetProperty("status").GetString() != "success")
                    throw new InvalidOperationException($"A run did not succeed: {status}");
                mine.Add(Stopwatch.GetElapsedTime(submitted));
            }
            return mine;
        }
    }
}
