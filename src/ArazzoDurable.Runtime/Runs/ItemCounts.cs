namespace ArazzoDurable.Runtime.Runs;

/// <summary>How many items of a run stand where.</summary>
/// <param name="Total">All items.</param>
/// <param name="Pending">Those not begun.</param>
/// <param name="Running">Those at work or waiting.</param>
/// <param name="Success">Those that ended successfully.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Cancelled">Those that were cancelled.</param>
public sealed record ItemCounts(int Total, int Pending, int Running, int Success, int Failed, int Cancelled)
{
    /// <summary>The counts of a run of one item that is at work.</summary>
    public static ItemCounts OneRunning { get; } = new(1, 0, 1, 0, 0, 0);

    /// <summary>The counts after a running item ended so.</summary>
    public ItemCounts After(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Success => this with { Running = Running - 1, Success = Success + 1 },
        ItemOutcome.Failed => this with { Running = Running - 1, Failed = Failed + 1 },
        ItemOutcome.Cancelled => this with { Running = Running - 1, Cancelled = Cancelled + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>How a run that ended with these counts ended: cancelled outranks failed outranks success.</summary>
    public RunState Ended() => (Cancelled, Failed) switch
    {
        ( > 0, _) => RunState.Cancelled,
        (_, > 0) => RunState.Failed,
        _ => RunState.Success,
    };
}
