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
        await services.Log.HandOverAsync(runId, [Completed(result, generation)], cancellationToken);
    }

    /// <summary>Tells that the only item of a run has ended, and the run with it.</summary>
    public Task TellEndAsync(RunRecord ended, RunResult result, CancellationToken cancellationToken) =>
        services.Log.HandOverAsync(ended.RunId, [Completed(result, ended.Generation), Completed(ended)], cancellationToken);

    /// <summary>Tells that a run has ended.</summary>
    public Task TellEndAsync(RunRecord ended, CancellationToken cancellationToken) =>
        services.Log.HandOverAsync(ended.RunId, [Completed(ended)], cancellationToken);

    /// <summary>Reads a stored result.</summary>
    public static RunResult Read(ReadOnlySpan<byte> stored) =>
        JsonSerializer.Deserialize(stored, RuntimeJson.Default.RunResult) ?? throw new InvalidOperationException("A result in the store is empty.");

    static RunEvent.ItemCompleted Completed(RunResult result, int generation) =>
        new(result.CompletedAt, result.ItemIndex, generation, result.Status, result.Result.Error);

    static RunEvent.RunCompleted Completed(RunRecord ended) =>
        new(ended.CompletedAt ?? throw new InvalidOperationException($"Run {ended.RunId} has not ended."), ended.ToStatus(), ended.Generation);
}
