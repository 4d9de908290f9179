using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Retention;

/// <summary>
/// What a host without a start of its own does from time to time. It deletes the old runs that have ended long enough ago. It sets going
/// those whose command broke off, those whose instance broke, and the young ones whose submit broke off before the start. And it removes what
/// purges leave. Reads young records and old ones, and none in between. Each of the three has its time; what is left is for the next sweep.
/// </summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="recovery">Sets runs going.</param>
/// <param name="controller">Deletes runs.</param>
sealed class RunSweep(WalkServices services, IInstances instances, RunRecovery recovery, RunController controller)
{
    /// <summary>How many runs are seen to at the same time.</summary>
    public const int AtOnce = 16;

    /// <summary>How old a run, or the mark of a command, is until nobody is taken to be at it any more.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly RunPurges purges = new(instances);
    readonly CommandMarks marks = new(services);

    /// <summary>Sweeps.</summary>
    /// <param name="young">Up to which age all runs are looked at that may stand still.</param>
    /// <param name="retention">How long a run is kept after its end; null: for ever.</param>
    /// <param name="longest">After how long each of its three parts takes up nothing more.</param>
    /// <param name="cancellationToken">Gives up; what was done stays done.</param>
    public async Task<SweepReport> SweepAsync(TimeSpan young, TimeSpan? retention, TimeSpan longest, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow();
        var (deleted, deletedAll) = retention is { } kept ? await DeleteAsync(now - kept, Within(longest), cancellationToken) : (0, true);
        var (mended, sawAll) = await MendAsync(now - young, now - Patience, Within(longest), cancellationToken);
        var clearedAll = await ClearAsync(Within(longest), cancellationToken);
        return new SweepReport(mended, deleted, deletedAll && sawAll && clearedAll);
    }

    async Task<(int Deleted, bool IsComplete)> DeleteAsync(DateTimeOffset before, Func<bool> isOver, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var pass = OfRecords("delete", new RunFilter(CreatedTo: before), async (record, cancelled) =>
        {
            if (record.IsDeleted)
                await purges.StartAgainAsync(record.RunId, cancelled);
            else if (record.CompletedAt < before && await controller.DeleteAsync(record.RunId, cancelled) is CommandOutcome.Accepted)
                Interlocked.Increment(ref deleted);
        });
        var isComplete = await pass.RunAsync(isOver, cancellationToken);
        return (deleted, isComplete);
    }

    async Task<(int Mended, bool IsComplete)> MendAsync(DateTimeOffset from, DateTimeOffset to, Func<bool> isOver, CancellationToken cancellationToken)
    {
        var mended = 0;
        var commands = new SweepPass<string>(
            services, "commands", (after, cancelled) => marks.ListAsync(after, SweepPass<string>.PageSize, cancelled), key => key, SeeToCommandAsync);
        var broken = new SweepPass<string>(
            services, "broken", (after, cancelled) => instances.ListBrokenAsync(RunKeys.RunPrefix, after, SweepPass<string>.PageSize, cancelled), id => id, SeeToInstanceAsync);
        var young = OfRecords("young", new RunFilter(CreatedFrom: from, CreatedTo: to), SeeToAsync);
        var isComplete = await commands.RunAsync(isOver, cancellationToken);
        isComplete &= await broken.RunAsync(isOver, cancellationToken);
        isComplete &= await young.RunAsync(isOver, cancellationToken);
        return (mended, isComplete);

        async Task SeeToCommandAsync(string key, CancellationToken cancelled)
        {
            if (!CommandMarks.IsBefore(key, to))
                return;
            if (await services.Records.FindAnyAsync(CommandMarks.RunOf(key), cancelled) is not { } record || await SeeToAsync(record, cancelled) is not Recovery.Failed)
                await marks.RemoveAsync(key);
        }

        async Task SeeToInstanceAsync(string instanceId, CancellationToken cancelled)
        {
            if (RunKeys.RunOf(instanceId) == instanceId && await services.Records.FindAnyAsync(instanceId, cancelled) is { IsEnded: false } record)
                await SeeToAsync(record, cancelled);
        }

        async Task<Recovery> SeeToAsync(RunRecord record, CancellationToken cancelled)
        {
            if (record.IsDeleted)
                await purges.StartAgainAsync(record.RunId, cancelled);
            var outcome = record.IsEnded ? Recovery.NotNeeded : await recovery.TryRecoverAsync(record, cancelled);
            if (outcome is Recovery.SetGoing)
                Interlocked.Increment(ref mended);
            return outcome;
        }
    }

    async Task<bool> ClearAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        while (await purges.ClearAsync(PurgeActivity.PageSize, cancellationToken) == PurgeActivity.PageSize)
        {
            if (isOver())
                return false;
        }
        return true;
    }

    SweepPass<RunRecord> OfRecords(string part, RunFilter filter, Func<RunRecord, CancellationToken, Task> see) => new(
        services,
        part,
        async (after, cancelled) =>
        {
            var page = await services.Records.ListAsync(filter.Begin(after), SweepPass<RunRecord>.PageSize, cancelled);
            return [.. page.TakeWhile(record => !filter.EndsBefore(record))];
        },
        record => record.RunId,
        see);

    /// <summary>Whether so much time has gone by since now.</summary>
    Func<bool> Within(TimeSpan longest)
    {
        var begun = services.Time.GetTimestamp();
        return () => services.Time.GetElapsedTime(begun) >= longest;
    }
}
