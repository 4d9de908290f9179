using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Reads the results of items. Only items that have ended have one.</summary>
/// <param name="services">What walks are made with.</param>
sealed class RunResults(WalkServices services)
{
    /// <summary>How many results are read at once.</summary>
    const int PageSize = 32;

    /// <summary>A status with the results of the items that have ended, or with the word that they are too large to be there.</summary>
    public async Task<RunStatus> AddToAsync(RunStatus status, RunRecord record, bool reveal, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<RunResult>();
        var bytes = 0L;
        await foreach (var result in AllAsync(record, reveal, cancellationToken))
        {
            bytes += JsonLength.Of(result, RuntimeJson.Default.RunResult);
            if (bytes > RunStatus.ResultBytes)
                return status with { Results = [], ResultsTruncated = true };
            results.Add(result);
        }
        return status with { Results = results.ToImmutable() };
    }

    /// <summary>The results of some items, in their order; those that have not ended are left out.</summary>
    public async Task<ImmutableArray<RunResult>> ReadAsync(RunRecord record, IReadOnlyList<int> items, bool reveal, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<RunResult>();
        foreach (var chunk in items.Where(item => record.Outcomes[item] is not null).Chunk(PageSize))
        {
            var stored = await Task.WhenAll(chunk.Select(item => services.Values.FindBytesAsync(RunKeys.Result(record.RunId, item), cancellationToken)));
            results.AddRange(chunk.Zip(stored, (item, found) => Of(record, item, found, reveal)));
        }
        return results.ToImmutable();
    }

    /// <summary>The results of all items that have ended, by pages, so that who has enough reads no more.</summary>
    async IAsyncEnumerable<RunResult> AllAsync(
        RunRecord record, bool reveal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var first = 0; first < record.Items.Total; first += PageSize)
        {
            var items = Enumerable.Range(first, Math.Min(PageSize, record.Items.Total - first)).Where(item => record.Outcomes[item] is not null).ToList();
            if (items.Count == 0)
                continue;
            var after = first == 0 ? null : RunKeys.Result(record.RunId, first - 1);
            var stored = await services.Values.ListAsync(RunKeys.ResultPrefix(record.RunId), after, PageSize, cancellationToken);
            foreach (var item in items)
                yield return Of(record, item, stored.TryGetValue(RunKeys.Result(record.RunId, item), out var found) ? (ReadOnlyMemory<byte>?)found : null, reveal);
        }
    }

    RunResult Of(RunRecord record, int item, ReadOnlyMemory<byte>? stored, bool reveal)
    {
        var outcome = record.Outcomes[item];
        // An item that was cancelled before it began wrote nothing; what is there is of an earlier generation.
        if (stored is not { } bytes || RunChronicle.Read(bytes.Span) is not var (generation, found)
            || found.Status != outcome || (generation != record.Generation && outcome is not ItemOutcome.Success))
            return Unwritten(record, item, outcome);
        return found with { Result = found.Result with { Value = Shown(found.Result.Value, record.RunId, reveal) } };
    }

    RunResult Unwritten(RunRecord record, int item, ItemOutcome? outcome) => outcome is ItemOutcome.Cancelled
        ? new RunResult(
            item, ItemOutcome.Cancelled,
            new ItemResult(ItemOutcome.Cancelled, Error: new ItemError(ItemErrorCodes.Cancelled, "The run was cancelled before this item began.")),
            record.CancelledAt ?? record.CompletedAt ?? record.CreatedAt)
        : throw new ResultMissingException($"The result of item {item} of run {record.RunId} is not in the store.");

    JsonElement? Shown(JsonElement? value, string runId, bool reveal) => value is not { } known ? null
        : reveal ? services.Sealer.OpenAll(known, runId).Value
        : Sealer.Mask(known);
}
