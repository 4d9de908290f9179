namespace ArazzoDurable.Runtime.Runs.Lanes;

/// <summary>A look at a run of many items.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Generation">How often it was started again when the instance that looks began, from 0.</param>
public sealed record LookCall(string RunId, int Generation);
