namespace ArazzoDurable.Client.Runs;

/// <summary>What to tell of a run, and when.</summary>
public sealed record RunQuery
{
    /// <summary>Whether to answer only when the run has ended or <see cref="Timeout"/> is up.</summary>
    public bool Wait { get; init; }

    /// <summary>How long to wait at the most; then the present status is the answer. Null or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>: until the end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether to tell the results of the items that have ended.</summary>
    public bool IncludeResults { get; init; }

    /// <summary>In which order.</summary>
    public ResultOrder ResultOrder { get; init; }
}
