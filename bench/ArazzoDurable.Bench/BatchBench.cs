using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Bench;

/// <summary>Runs of many items, whose status is read meanwhile, and whose events are followed by so many readers.</summary>
sealed class BatchBench(Rig rig, int lanes, int followers)
{
    static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan CountEvery = TimeSpan.FromMilliseconds(250);

    long mostRows;
    long mostMemory;

    /// <summary>Runs so many items.</summary>
    public async Task<BatchMeasure> MeasureAsync(int items)
    {
        var (commits, processor, paused) = (rig.Host.Commits, Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
        (mostRows, mostMemory) = (0, 0);
        var started = Stopwatch.GetTimestamp();
        var runId = (await rig.SubmitAsync(items, lanes)).GetProperty("runId").GetString()!;
        var accepted = Stopwatch.GetElapsedTime(started);
        using var over = new CancellationTokenSource();
        var (reads, counts) = (ReadAsync(runId, over.Token), CountAsync(runId, over.Token));
        var followed = Enumerable.Range(0, followers).Select(_ => FollowAsync(runId)).ToList();
        var status = await rig.GetAsync($"api/runs/{runId}?wait=true&timeoutSecs=3600");
        var ended = Stopwatch.GetElapsedTime(started);
        await over.CancelAsync();
        await counts;
        if (status.GetProperty("items").GetProperty("success").GetInt32() != items)
            throw new InvalidOperationException($"Not every item succeeded: {status}");
        var measure = new BatchMeasure(items, accepted, ended, Environment.CpuUsage.TotalTime - processor, rig.Host.Commits - commits, mostRows, await reads)
        {
            MostMemory = mostMemory,
            Paused = GC.GetTotalPauseDuration() - paused,
        };
        var events = await Task.WhenAll(followed);
        return events is [] ? measure : measure with { Events = events.Min(), Followed = Stopwatch.GetElapsedTime(started) };
    }

    async Task<ImmutableArray<TimeSpan>> ReadAsync(string runId, CancellationToken over)
    {
        var times = ImmutableArray.CreateBuilder<TimeSpan>();
        while (!over.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            await rig.GetAsync($"api/runs/{runId}");
            times.Add(Stopwatch.GetElapsedTime(started));
            await Task.Delay(ReadEvery, CancellationToken.None);
        }
        return times.ToImmutable();
    }

    async Task CountAsync(string runId, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            foreach (var id in (string[])[
                runId, .. await rig.Host.Instances.ListUnfinishedAsync(RunKeys.LanePrefix(runId), null, lanes, default),
                .. await rig.Host.Instances.ListUnfinishedAsync($"i:{runId}:", null, lanes, default)])
                mostRows = Math.Max(mostRows, await rig.Host.CountHistoryAsync(id));
            mostMemory = Math.Max(mostMemory, Environment.WorkingSet);
            await Task.Delay(CountEvery, CancellationToken.None);
        }
    }

    /// <summary>Follows the events of a run to its end; gives the sequence number of the last one, which is how many there are.</summary>
    async Task<long> FollowAsync(string runId)
    {
        using var reader = new StreamReader(await rig.Client.GetStreamAsync(new Uri($"api/runs/{runId}/events", UriKind.Relative)));
        var (last, type) = (0L, "");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                last = long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture);
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
        }
        return type == "run.completed" ? last : throw new InvalidOperationException($"The stream ended with '{type}', after event {last}.");
    }
}
