using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Writes down how items and runs ended: the results of items, and the events that tell of ends.</summary>
/// <param name="services">What walks are made with.</param>
sealed class RunChronicle(WalkServices services)
{
    /// <summary>Writes the result of an item, over any that an earlier generation left.</summary>
    public async Task<RunResult> KeepAsync(string runId, int item, ItemResult result, CancellationToken cancellationToken)
    {
        var kept = new RunResult(item, result.Outcome, result, services.Time.GetUtcNow());
        await services.Values.ReplaceAsync(
            RunKeys.Result(runId, item), JsonSerializer.SerializeToUtf8Bytes(kept, RuntimeJson.Default.RunResult), cancellationToken);
        return kept;
    }

    /// <summary>The result of an item as it was written last; null when none was.</summary>
    public async Task<RunResult?> FindAsync(string runId, int item, CancellationToken cancellationToken) =>
        await services.Values.FindBytesAsync(RunKeys.Result(runId, item), cancellationToken) is { } stored ? Read(stored.Span) : null;

    /// <summary>Tells that an item has ended whose result is written.</summary>
    public async Task TellItemAsync(string runId, int item, int generation, CancellationToken cancellationToken)
    {
        var result = await FindAsync(runId, item, cancellationToken)
            ?? throw new InvalidOperationException($"The result of item {item} of run {runId} is not in the store.");
        await services.Log.AppendAsync(runId, [Completed(result, generation)], cancellationToken);
    }

    /// <summary>Tells that the only item of a run has ended, and the run with it.</summary>
    public Task TellEndAsync(RunRecord ended, RunResult result, CancellationToken cancellationToken) =>
        services.Log.AppendAsync(ended.RunId, [Completed(result, ended.Generation), .. End(ended)], cancellationToken);

    /// <summary>Tells that a run has ended.</summary>
    public Task TellEndAsync(RunRecord ended, CancellationToken cancellationToken) =>
        services.Log.AppendAsync(ended.RunId, End(ended), cancellationToken);

    /// <summary>Reads a stored result.</summary>
    public static RunResult Read(ReadOnlySpan<byte> stored) =>
        JsonSerializer.Deserialize(stored, RuntimeJson.Default.RunResult) ?? throw new InvalidOperationException("A result in the store is empty.");

    /// <summary>The end of a run, and before it how its owner's flag stood: who changed that may not have come to tell, and nothing is told after the end.</summary>
    ImmutableArray<RunEvent> End(RunRecord ended)
    {
        var (now, before) = (services.Time.GetUtcNow(), (ended with { Status = RunState.Running, CompletedAt = null }).ToStatus());
        return ended switch
        {
            { IsDeleted: false, Control: RunControl.Cancelled } => [new RunEvent.RunCancelling(now, before, ended.ControlEpoch), Completed(ended)],
            { IsDeleted: false, Control: RunControl.Suspended } => [new RunEvent.RunSuspended(now, before, ended.ControlEpoch), Completed(ended)],
            _ => [Completed(ended)],
        };
    }

    static RunEvent.ItemCompleted Completed(RunResult result, int generation) =>
        new(result.CompletedAt, result.ItemIndex, generation, result.Status, result.Result.Error);

    static RunEvent.RunCompleted Completed(RunRecord ended) =>
        new(ended.CompletedAt ?? throw new InvalidOperationException($"Run {ended.RunId} has not ended."), ended.ToStatus(), ended.Generation);
}
