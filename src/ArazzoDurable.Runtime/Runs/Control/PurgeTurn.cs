namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>What the activity of a purge gives back.</summary>
/// <param name="Progress">How far the purge is.</param>
public sealed record PurgeTurn(PurgeProgress Progress);
