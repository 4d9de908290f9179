using System.Runtime.CompilerServices;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Retention;

/// <summary>
/// What a host without a start of its own does from time to time: sets going the young runs whose submit or command broke off between two
/// writes, and deletes the old runs that have ended long enough ago. Reads young records and old ones, and none in between.
/// </summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="recovery">Sets runs going.</param>
/// <param name="controller">Deletes runs.</param>
sealed class RunSweep(WalkServices services, IInstances instances, RunRecovery recovery, RunController controller)
{
    const int PageSize = 256;

    /// <summary>How old a run is until nobody is taken to be at its start any more.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly RunPurges purges = new(instances);

    /// <summary>Sweeps.</summary>
    /// <param name="young">Up to which age runs are looked at that may stand still.</param>
    /// <param name="retention">How long a run is kept after its end; null: for ever.</param>
    /// <param name="most">How many runs are deleted at the most.</param>
    /// <param name="cancellationToken">Gives up; what was done stays done.</param>
    public async Task<SweepReport> SweepAsync(TimeSpan young, TimeSpan? retention, int most, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow();
        var mended = await MendAsync(new RunFilter(CreatedFrom: now - young, CreatedTo: now - Patience), cancellationToken);
        return retention is { } kept
            ? await DeleteAsync(now - kept, mended, most, cancellationToken)
            : new SweepReport(mended, 0, IsComplete: true);
    }

    async Task<int> MendAsync(RunFilter young, CancellationToken cancellationToken)
    {
        var mended = 0;
        await foreach (var record in RecordsAsync(young, cancellationToken))
        {
            if (record.IsDeleted)
                await purges.StartAgainAsync(record.RunId, cancellationToken);
            else if (!record.IsEnded && await recovery.TryRecoverAsync(record, cancellationToken))
                mended++;
        }
        return mended;
    }

    async Task<SweepReport> DeleteAsync(DateTimeOffset before, int mended, int most, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await foreach (var record in RecordsAsync(new RunFilter(CreatedTo: before), cancellationToken))
        {
            if (deleted == most)
                return new SweepReport(mended, deleted, IsComplete: false);
            if (record.IsDeleted)
                await purges.StartAgainAsync(record.RunId, cancellationToken);
            else if (record.CompletedAt < before && await controller.CommandAsync(record.RunId, RunCommand.Delete, cancellationToken) is CommandOutcome.Accepted)
                deleted++;
        }
        return new SweepReport(mended, deleted, IsComplete: true);
    }

    async IAsyncEnumerable<RunRecord> RecordsAsync(RunFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> page;
        string? after = null;
        do
        {
            page = await services.Records.ListAsync(filter.Begin(after), PageSize, cancellationToken);
            foreach (var record in page)
                yield return record;
            after = page.Count > 0 ? page[^1].RunId : null;
        }
        while (page.Count == PageSize && !filter.EndsBefore(page[^1]));
    }
}
