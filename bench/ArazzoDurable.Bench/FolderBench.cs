using System.Diagnostics;
using System.Globalization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Bench;

/// <summary>A folder of many runs that have ended: what a start of the server takes there, and a search among all of them.</summary>
sealed class FolderBench(Rig rig)
{
    /// <summary>Makes so many runs, and starts anew; tells what that took.</summary>
    public async Task<string> MeasureAsync(int runs)
    {
        await new RunsBench(rig).MeasureAsync(runs);
        var (listed, pages) = (Stopwatch.GetTimestamp(), 0);
        for (string? after = null; pages == 0 || after is not null; pages++)
            after = (await rig.Host.Runs.ListAsync(new RunFilter(RunState.Failed), after, 100, default)).ContinuationToken;
        var search = Stopwatch.GetElapsedTime(listed);
        var (opened, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await using var again = await rig.OpenAgainAsync();
        return string.Create(CultureInfo.InvariantCulture,
            $"{runs} ended runs: a close, a start and its recovery {Stopwatch.GetElapsedTime(opened).TotalMilliseconds:F0} ms ({(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:F0} ms of processor time); a search through all, {pages} pages of 100, {search.TotalMilliseconds:F0} ms");
    }
}
