using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Writes down how items and runs ended: the results of items, and the events that tell of ends, and of the commands that led there.</summary>
/// <param name="services">What walks are made with.</param>
sealed class RunChronicle(WalkServices services)
{
    /// <summary>Writes the result of an item, over any that an earlier generation left.</summary>
    public async Task<RunResult> KeepAsync(string runId, int item, int generation, ItemResult result, CancellationToken cancellationToken)
    {
        var kept = new KeptResult(generation, new RunResult(item, result.Outcome, result, services.Time.GetUtcNow()));
        await services.Values.ReplaceAsync(
            RunKeys.Result(runId, item), JsonSerializer.SerializeToUtf8Bytes(kept, RuntimeJson.Default.KeptResult), cancellationToken);
        return kept.Result;
    }

    /// <summary>
    /// Writes the result of the only item of a run, unless this generation has one: of a walk and of whoever sees that it was ended from
    /// outside, one is first, and the run ends as that one says.
    /// </summary>
    /// <returns>The result that stands.</returns>
    public async Task<RunResult> KeepFirstAsync(string runId, int item, int generation, ItemResult result, CancellationToken cancellationToken)
    {
        var kept = new KeptResult(generation, new RunResult(item, result.Outcome, result, services.Time.GetUtcNow()));
        var standing = await services.Values.WriteUnlessAsync(
            RunKeys.Result(runId, item), JsonSerializer.SerializeToUtf8Bytes(kept, RuntimeJson.Default.KeptResult),
            there => Read(there.Span).Generation >= generation, cancellationToken);
        return Read(standing.Span).Result;
    }

    /// <summary>The result of an item as it was written last; null when none was.</summary>
    public async Task<RunResult?> FindAsync(string runId, int item, CancellationToken cancellationToken) =>
        (await FindKeptAsync(runId, item, cancellationToken))?.Result;

    /// <summary>The result of an item as it was written last, with its generation; null when none was.</summary>
    public async Task<KeptResult?> FindKeptAsync(string runId, int item, CancellationToken cancellationToken) =>
        await services.Values.FindBytesAsync(RunKeys.Result(runId, item), cancellationToken) is { } stored ? Read(stored.Span) : null;

    /// <summary>Tells that an item has ended whose result is written.</summary>
    public async Task TellItemAsync(string runId, int item, int generation, CancellationToken cancellationToken)
    {
        var result = await FindAsync(runId, item, cancellationToken)
            ?? throw new InvalidOperationException($"The result of item {item} of run {runId} is not in the store.");
        await services.Log.AppendAsync(runId, [Completed(result, generation)], cancellationToken);
    }

    /// <summary>Tells of the command that changed the flag of a run last; and of the run's end, if there was nothing at work.</summary>
    public Task TellCommandAsync(RunRecord record, CancellationToken cancellationToken) =>
        services.Log.AppendAsync(record.RunId, record.IsEnded ? [.. Commanded(record), Completed(record)] : Commanded(record), cancellationToken);

    /// <summary>Tells that the only item of a run has ended, and the run with it.</summary>
    public Task TellEndAsync(RunRecord ended, RunResult result, CancellationToken cancellationToken) =>
        services.Log.AppendAsync(ended.RunId, [.. Commanded(ended), Completed(result, ended.Generation), Completed(ended)], cancellationToken);

    /// <summary>Tells that a run has ended.</summary>
    public Task TellEndAsync(RunRecord ended, CancellationToken cancellationToken) =>
        services.Log.AppendAsync(ended.RunId, [.. Commanded(ended), Completed(ended)], cancellationToken);

    /// <summary>Reads a stored result.</summary>
    public static KeptResult Read(ReadOnlySpan<byte> stored) =>
        JsonSerializer.Deserialize(stored, RuntimeJson.Default.KeptResult) ?? throw new InvalidOperationException("A result in the store is empty.");

    /// <summary>
    /// What the run's owner commanded last in this generation. An end tells it too: a run may end before the one who commanded came to tell
    /// of it, and nothing is told after an end.
    /// </summary>
    ImmutableArray<RunEvent> Commanded(RunRecord record)
    {
        if (record.ControlEpoch == record.RestartEpoch || record.IsDeleted)
            return [];
        // It is told before the end that followed it.
        var before = record.IsEnded ? record with { Status = RunState.Running, CompletedAt = null } : record;
        var (now, status) = (services.Time.GetUtcNow(), before.ToStatus());
        return record.Control switch
        {
            RunControl.Run => [new RunEvent.RunResumed(now, status, record.ControlEpoch)],
            RunControl.Suspended => [new RunEvent.RunSuspended(now, status, record.ControlEpoch)],
            RunControl.Cancelled => [new RunEvent.RunCancelling(now, status, record.ControlEpoch)],
            _ => throw new InvalidOperationException("A control flag of an unknown kind."),
        };
    }

    static RunEvent.ItemCompleted Completed(RunResult result, int generation) =>
        new(result.CompletedAt, result.ItemIndex, generation, result.Status, result.Result.Error);

    static RunEvent.RunCompleted Completed(RunRecord ended) =>
        new(ended.CompletedAt ?? throw new InvalidOperationException($"Run {ended.RunId} has not ended."), ended.ToStatus(), ended.Generation);
}
