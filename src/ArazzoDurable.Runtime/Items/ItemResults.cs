using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Items;

/// <summary>The results of items.</summary>
/// <param name="services">What walks are made with.</param>
sealed class ItemResults(WalkServices services)
{
    /// <summary>The result of an item that has ended.</summary>
    /// <param name="record">The run's record.</param>
    /// <param name="index">The item.</param>
    /// <param name="outcome">How the record says that it ended.</param>
    /// <param name="reveal">Whether secrets are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunResult> ReadAsync(RunRecord record, int index, ItemOutcome outcome, bool reveal, CancellationToken cancellationToken)
    {
        var stored = await services.Values.FindAsync(RunKeys.Result(record.RunId, index), cancellationToken);
        var result = stored?.Deserialize(RuntimeJson.Default.RunResult);
        if (result?.Status == outcome)
            return result with { Result = result.Result with { Value = Shown(result.Result.Value, record.RunId, reveal) } };
        return outcome is ItemOutcome.Cancelled
            ? Unbegun(record, index)
            : throw new InvalidOperationException($"The result of item {index} of run {record.RunId} is not in the store.");
    }

    /// <summary>The result of an item that was cancelled before it began: none was written.</summary>
    RunResult Unbegun(RunRecord record, int index) => new(
        index,
        ItemOutcome.Cancelled,
        new ItemResult(ItemOutcome.Cancelled, Error: new ItemError(ItemErrorCodes.Cancelled, "The run was cancelled.")),
        record.CompletedAt ?? services.Time.GetUtcNow());

    JsonElement? Shown(JsonElement? value, string runId, bool reveal) => value is not { } known ? null
        : reveal ? services.Sealer.OpenAll(known, runId).Value
        : Sealer.Mask(known);
}
