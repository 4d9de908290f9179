namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>The input of a Batch orchestration, at its start and at every continue-as-new.</summary>
/// <param name="EngineVersion">The version of the sequence of actions that the instance follows.</param>
/// <param name="RunId">The run.</param>
/// <param name="Generation">How often the run was started again, from 0.</param>
/// <param name="DelayMs">How long to wait after the next look, in milliseconds.</param>
public sealed record BatchInput(string EngineVersion, string RunId, int Generation, long DelayMs = BatchOrchestration.FirstDelayMs);
