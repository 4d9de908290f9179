namespace ArazzoDurable.Runtime.Runs.Reservations;

/// <summary>What came of reserving a run for an idempotency key.</summary>
abstract record Reserved
{
    /// <summary>The key stands for this run, which has no record yet: it is to be created under this id.</summary>
    /// <param name="RunId">The id of the run.</param>
    /// <param name="CreatedAt">When it was submitted first.</param>
    /// <param name="Key">The digest of the key; null when there is none.</param>
    /// <param name="IsReplay">Whether an earlier submit made the reservation.</param>
    public sealed record ToCreate(string RunId, DateTimeOffset CreatedAt, string? Key, bool IsReplay) : Reserved;

    /// <summary>The run is there already.</summary>
    /// <param name="Record">Its record.</param>
    public sealed record There(RunRecord Record) : Reserved;

    /// <summary>Another request came with the key.</summary>
    public sealed record Reused : Reserved;
}
