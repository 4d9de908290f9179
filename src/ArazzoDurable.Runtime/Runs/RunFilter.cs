namespace ArazzoDurable.Runtime.Runs;

/// <summary>Which runs to list; null admits all.</summary>
/// <param name="Status">Those that stand so.</param>
/// <param name="FlowId">Those of this flow.</param>
/// <param name="CreatedFrom">Those submitted at this time or later.</param>
/// <param name="CreatedTo">Those submitted before this time.</param>
public sealed record RunFilter(RunState? Status = null, string? FlowId = null, DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null)
{
    /// <summary>By how much a run may be submitted after its id was made: its inputs are checked in between.</summary>
    static readonly TimeSpan Check = TimeSpan.FromMinutes(10);

    /// <summary>After which id to begin, for those before it are too new.</summary>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    internal string? Begin(string? after)
    {
        // Before 1970 there was no run, and the order of ids is another.
        if (CreatedTo is not { } end || end < DateTimeOffset.UnixEpoch)
            return after;
        var bound = RunId.Bound(end);
        return after is null || string.CompareOrdinal(after, bound) < 0 ? bound : after;
    }

    /// <summary>Whether all runs after this one are too old.</summary>
    internal bool EndsBefore(RunRecord last) => CreatedFrom is { } begin && RunId.TryParse(last.RunId, out var id) && id.Time + Check < begin;

    /// <summary>Whether a run is among them.</summary>
    public bool Admits(RunRecord record) =>
        !record.IsDeleted
        && (Status is null || record.ToStatus().Status == Status)
        && (FlowId is null || (Flows.FlowId.TryParse(FlowId, out var flow) && record.FlowId == flow.ToString()))
        && (CreatedFrom is null || record.CreatedAt >= CreatedFrom)
        && (CreatedTo is null || record.CreatedAt < CreatedTo);
}
