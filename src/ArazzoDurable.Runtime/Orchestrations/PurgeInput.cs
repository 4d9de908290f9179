namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>The input of a Purge orchestration, at its start and at every continue-as-new.</summary>
/// <param name="EngineVersion">The version of the sequence of actions that the instance follows.</param>
/// <param name="RunId">The deleted run.</param>
/// <param name="DelayMs">How long it waits next time for instances that have not ended, in milliseconds.</param>
public sealed record PurgeInput(string EngineVersion, string RunId, long DelayMs)
{
    /// <summary>The input with which a purge begins.</summary>
    public static PurgeInput First(string runId) => new(WorkflowOrchestration.EngineVersion, runId, PurgeOrchestration.FirstDelayMs);
}
