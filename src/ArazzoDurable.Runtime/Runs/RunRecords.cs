using System.Text.Json;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>The run records in a <see cref="IRunStore"/>.</summary>
public sealed class RunRecords
{
    readonly RecentRecords recent;
    readonly RecordChanges changes;

    /// <summary>The run records in a store.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="time">The clock of the pauses after writes that were lost to other hosts; null for the system's.</param>
    public RunRecords(IRunStore store, TimeProvider? time = null)
    {
        Store = store;
        recent = new RecentRecords();
        changes = new RecordChanges(store, recent, time ?? TimeProvider.System);
    }

    /// <summary>Where they are kept, for what is kept beside them.</summary>
    internal IRunStore Store { get; }

    /// <summary>The record of a run; null when there is none, or it was deleted.</summary>
    public async Task<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        await FindAnyAsync(runId, cancellationToken) is { IsDeleted: false } record ? record : null;

    /// <summary>The record of a run, deleted or not; null when there is none.</summary>
    public async Task<RunRecord?> FindAnyAsync(string runId, CancellationToken cancellationToken) =>
        await Store.ReadAsync(RunKeys.Record(runId), cancellationToken) is { } stored ? recent.Read(runId, stored) : null;

    /// <summary>The record of a run that is known to be there, deleted or not.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<RunRecord> GetAsync(string runId, CancellationToken cancellationToken) =>
        await FindAnyAsync(runId, cancellationToken)
        ?? throw new InvalidOperationException($"The record of run {runId} is not in the store.");

    /// <summary>Writes the record of a new run.</summary>
    /// <returns>Whether its id was free.</returns>
    public async Task<bool> TryCreateAsync(RunRecord record, CancellationToken cancellationToken) =>
        await Store.TryCreateAsync(RunKeys.Record(record.RunId), Write(record), cancellationToken) is not null;

    /// <summary>
    /// Changes a record, as often as others change it in between. Changes that this process asks for at the same time are written together,
    /// in the order of asking; one that is given up may be made all the same.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="change">The change, a function of the record; one that gives back the same record writes nothing. It may be asked more than once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The record after this change, and before those that follow it.</returns>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<RunRecord> ChangeAsync(string runId, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken) =>
        await TryChangeAsync(runId, change, cancellationToken)
        ?? throw new InvalidOperationException($"The record of run {runId} is not in the store.");

    /// <summary>Changes a record that may be there, as <see cref="ChangeAsync"/> does.</summary>
    /// <returns>The record after this change, and before those that follow it; null when there is none.</returns>
    public Task<RunRecord?> TryChangeAsync(string runId, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken) =>
        changes.AskAsync(runId, change, cancellationToken);

    /// <summary>Records, newest first, those of deleted runs included.</summary>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<RunRecord>> ListAsync(string? after, int top, CancellationToken cancellationToken)
    {
        var entries = await Store.ListAsync(RunKeys.RecordPrefix, after is null ? null : RunKeys.Record(after), top, cancellationToken);
        return [.. entries.Select(entry => Read(entry.Stored))];
    }

    internal static RunRecord Read(StoredValue stored) =>
        JsonSerializer.Deserialize(stored.Value.Span, RuntimeJson.Default.RunRecord)
        ?? throw new InvalidOperationException("A run record in the store is empty.");

    internal static byte[] Write(RunRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, RuntimeJson.Default.RunRecord);
}
