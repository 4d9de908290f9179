using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Finds, at the start of a host, the runs that have not ended.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="launcher">Starts those whose instance was never scheduled, and sees to those whose instance broke.</param>
sealed class RunRecovery(WalkServices services, IInstances instances, RunLauncher launcher)
{
    const int PageSize = 256;

    readonly ControlNews news = new(services, instances);
    readonly RunPurges purges = new(instances);
    readonly CommandMarks marks = new(services);

    /// <summary>Finds the runs that have a record and have not ended, starts those whose instance was never scheduled, and those again whose rerun was interrupted; and of all runs, purges that were not.</summary>
    /// <param name="runId">The only run to look at; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs that have not ended, newest first.</returns>
    public async Task<ImmutableArray<RunRecord>> RecoverAsync(string? runId, CancellationToken cancellationToken)
    {
        var unfinished = ImmutableArray.CreateBuilder<RunRecord>();
        await foreach (var record in UnfinishedAsync(runId, cancellationToken))
        {
            await TryRecoverAsync(record, cancellationToken);
            unfinished.Add(record);
        }
        if (runId is null)
            await marks.ClearAsync(cancellationToken);
        return unfinished.ToImmutable();
    }

    /// <summary>Sets a run going that has not ended and may stand still. One that cannot be set going is told to the operator, and keeps nobody from the others.</summary>
    public async Task<Recovery> TryRecoverAsync(RunRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await RecoverAsync(record, cancellationToken) ? Recovery.SetGoing : Recovery.NotNeeded;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            services.Observer.Observe(new WalkEvent.Faulted(WalkStarter.WalkerOf(record, 0), exception));
            return Recovery.Failed;
        }
    }

    /// <summary>Sets a run going; gives whether it stood still.</summary>
    async Task<bool> RecoverAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var instance = await instances.GetAsync(record.RunId, cancellationToken);
        var stoodStill = true;
        if (instance is null || RunLauncher.IsSuperseded(record, instance))
            await launcher.StartAsync(record, cancellationToken);
        else if (RunLauncher.IsBroken(record, instance))
            await launcher.MendAsync(record, instance, cancellationToken);
        else
            stoodStill = false;
        // A crash may have come between a command and its telling. In a later generation the flag may stand as a rerun has set it.
        if (record.Control is not RunControl.Run || record is { ControlEpoch: > 0, Generation: 0 })
            await news.TellAsync(record, cancellationToken);
        return stoodStill;
    }

    async IAsyncEnumerable<RunRecord> UnfinishedAsync(string? runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (runId is not null)
        {
            if (await services.Records.FindAsync(runId, cancellationToken) is { IsEnded: false } only)
                yield return only;
            yield break;
        }
        for (string? after = null; ;)
        {
            var page = await services.Records.ListAsync(after, PageSize, cancellationToken);
            foreach (var deleted in page.Where(record => record.IsDeleted))
                await purges.StartAgainAsync(deleted.RunId, cancellationToken);
            foreach (var empty in page.Where(record => record is { Items.Total: 0, IsDeleted: false }))
            {
                if (await instances.GetAsync(empty.RunId, cancellationToken) is null)
                    await launcher.StartAsync(empty, cancellationToken);
            }
            foreach (var record in page.Where(record => !record.IsEnded))
                yield return record;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].RunId;
        }
    }
}
