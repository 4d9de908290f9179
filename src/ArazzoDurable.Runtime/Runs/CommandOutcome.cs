namespace ArazzoDurable.Runtime.Runs;

/// <summary>What came of a command to a run.</summary>
public abstract record CommandOutcome
{
    /// <summary>It is done, or there was nothing to do.</summary>
    /// <param name="Status">How the run stands now.</param>
    public sealed record Accepted(RunStatus Status) : CommandOutcome;

    /// <summary>A run that stands so does not take it.</summary>
    /// <param name="Status">How the run stands.</param>
    /// <param name="Message">Why not, and what would do.</param>
    public sealed record Conflict(RunStatus Status, string Message) : CommandOutcome;

    /// <summary>There is no such run.</summary>
    public sealed record UnknownRun : CommandOutcome;
}
