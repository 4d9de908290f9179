using System.Globalization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Progress.Items;

/// <summary>How the items of a run stand, in a line.</summary>
sealed class ItemsPosition
{
    const int Width = 24;

    readonly Dictionary<int, DateTimeOffset> waiting = [];
    ItemCounts counts = new(0, 0, 0, 0, 0, 0);
    RunState state = RunState.Pending;
    string? lastStep;
    string? last;

    /// <summary>How many items have ended.</summary>
    public int Done => counts.Success + counts.Failed + counts.Cancelled;

    /// <summary>How many there are.</summary>
    public int Total => counts.Total;

    /// <summary>Takes a move.</summary>
    /// <returns>A line that is to stay; null when there is none.</returns>
    public string? Move(ItemMove move)
    {
        switch (move)
        {
            case ItemMove.Counted counted:
                (counts, state) = (counted.Counts, counted.State);
                return null;
            case ItemMove.Began(var item):
                waiting.Remove(item);
                counts = counts with { Pending = Math.Max(0, counts.Pending - 1), Running = Math.Min(counts.Total, counts.Running + 1) };
                state = RunState.Running;
                return null;
            case ItemMove.Works(var item):
                waiting.Remove(item);
                return null;
            case ItemMove.Waits(var item, var until):
                waiting[item] = until;
                return null;
            case ItemMove.Ended(var item, var outcome):
                waiting.Remove(item);
                counts = counts.After(outcome);
                return null;
            case ItemMove.At(var stepId, var line):
                var behind = stepId == lastStep ? null : Leave();
                (lastStep, last) = (stepId, line);
                return behind;
            case ItemMove.Told(var line):
                return line;
            default:
                throw new ArgumentOutOfRangeException(nameof(move));
        }
    }

    /// <summary>The line of the last step, once.</summary>
    public string? Leave()
    {
        var line = last;
        (last, lastStep) = (null, null);
        return line;
    }

    /// <summary>The line now.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="withBar">Whether it begins with a bar.</param>
    public string Text(DateTimeOffset now, bool withBar) => counts.Total == 1 ? OneItem(now) : ManyItems(now, withBar);

    string OneItem(DateTimeOffset now)
    {
        var at = last ?? (state is RunState.Suspended ? "suspended" : "starting");
        return waiting.Values.FirstOrDefault() is var due && due > now ? $"{at}  next in {Rest(due, now)}" : at;
    }

    string ManyItems(DateTimeOffset now, bool withBar)
    {
        var waits = Math.Min(waiting.Count, counts.Running);
        string?[] parts =
        [
            withBar ? Bar() : null,
            string.Create(CultureInfo.InvariantCulture, $"{Done} of {counts.Total} done"),
            state is RunState.Suspended ? "suspended" : null,
            Number(counts.Running - waits, "running"),
            waits == 0 ? null : $"{Number(waits, "waiting")}{Next(now)}",
            Number(counts.Pending, "to come"),
            Number(counts.Failed, "failed"),
            Number(counts.Cancelled, "cancelled"),
        ];
        return string.Join("  ", parts.OfType<string>());
    }

    string Bar()
    {
        var full = counts.Total == 0 ? Width : (int)((long)Width * Done / counts.Total);
        return new string('━', full) + new string('─', Width - full);
    }

    string Next(DateTimeOffset now) => waiting.Values.Min() is var due && due > now ? $" (next in {Rest(due, now)})" : "";

    static string Rest(DateTimeOffset due, DateTimeOffset now) => ProgressLines.Seconds(TimeSpan.FromSeconds(Math.Ceiling((due - now).TotalSeconds)));

    static string? Number(int count, string what) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
}
