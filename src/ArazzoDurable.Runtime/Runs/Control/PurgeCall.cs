namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>What the Purge orchestration asks of its activity: remove some of what is kept of a run.</summary>
/// <param name="RunId">The run.</param>
public sealed record PurgeCall(string RunId);
