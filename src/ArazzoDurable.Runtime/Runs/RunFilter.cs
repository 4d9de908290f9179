namespace ArazzoDurable.Runtime.Runs;

/// <summary>Which runs to list; null admits all.</summary>
/// <param name="Status">Those that stand so.</param>
/// <param name="FlowId">Those of this flow.</param>
/// <param name="CreatedFrom">Those submitted at this time or later.</param>
/// <param name="CreatedTo">Those submitted before this time.</param>
public sealed record RunFilter(RunState? Status = null, string? FlowId = null, DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null)
{
    /// <summary>Whether a run is among them.</summary>
    public bool Admits(RunRecord record) =>
        !record.IsDeleted
        && (Status is null || record.ToStatus().Status == Status)
        && (FlowId is null || (Flows.FlowId.TryParse(FlowId, out var flow) && record.FlowId == flow.ToString()))
        && (CreatedFrom is null || record.CreatedAt >= CreatedFrom)
        && (CreatedTo is null || record.CreatedAt < CreatedTo);
}
