namespace ArazzoDurable.Runtime.Runs.Lanes;

/// <summary>What a look at a run of many items found.</summary>
/// <param name="HasEnded">Whether there is nothing left to watch.</param>
/// <param name="Status">How the run stands, without results; null when there is no such run any more.</param>
/// <param name="Output">How it ended, with results; null while it has not.</param>
public sealed record LookTurn(bool HasEnded, RunStatus? Status = null, RunStatus? Output = null);
