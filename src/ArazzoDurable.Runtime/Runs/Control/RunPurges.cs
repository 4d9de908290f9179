using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;

namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>The purges of deleted runs that are under way.</summary>
/// <param name="instances">The host's instances.</param>
sealed class RunPurges(IInstances instances)
{
    /// <summary>Has a deleted run purged. When this returns, the start is durable.</summary>
    public Task StartAsync(string runId, CancellationToken cancellationToken) =>
        instances.ScheduleAsync(PurgeOrchestration.Name, RunKeys.Purge(runId), PurgeInput.First(runId), cancellationToken);

    /// <summary>Removes purges that have ended, which are all that is left of their runs.</summary>
    /// <returns>How many were removed; fewer than <paramref name="top"/> when none is left.</returns>
    public Task<int> ClearAsync(int top, CancellationToken cancellationToken) => instances.PurgeAsync(RunKeys.PurgePrefix, top, cancellationToken);

    /// <summary>Has a deleted run purged whose purge was perhaps never started, or broke.</summary>
    public async Task StartAgainAsync(string runId, CancellationToken cancellationToken)
    {
        await instances.PurgeAsync(RunKeys.Purge(runId), 1, cancellationToken);
        await StartAsync(runId, cancellationToken);
    }
}
