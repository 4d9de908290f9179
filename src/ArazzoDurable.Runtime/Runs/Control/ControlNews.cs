using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>Tells of a changed control flag: the run's log, and the instances in flight, so that those that wait react at once.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
sealed class ControlNews(WalkServices services, IInstances instances)
{
    const int PageSize = 256;
    const int AtOnce = 32;

    /// <summary>Tells the log and the instances how the flag stands. What was told before changes nothing.</summary>
    public async Task TellAsync(RunRecord record, CancellationToken cancellationToken)
    {
        // Nothing is told after the end of a run; whoever tells of that tells before it that the run was held or cancelled.
        if (record.Control is not RunControl.Run || await services.Records.FindAsync(record.RunId, cancellationToken) is { IsEnded: false })
            await services.Log.AppendAsync(record.RunId, EventsOf(record), cancellationToken);
        await RaiseAsync(record, cancellationToken);
    }

    /// <summary>Tells the instances that have not ended. It is a hint: the flag is the truth, which all read before a call.</summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> RaiseAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var any = false;
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        foreach (var prefix in RunKeys.InstancePrefixes(record.RunId))
        {
            IReadOnlyList<string> page;
            string? after = null;
            do
            {
                page = await instances.ListUnfinishedAsync(prefix, after, PageSize, cancellationToken);
                await Parallel.ForEachAsync(page, bounded, async (id, cancelled) =>
                    await instances.RaiseEventAsync(id, WorkflowOrchestration.ControlEvent, record.ControlEpoch, cancelled));
                (any, after) = (any || page.Count > 0, page.Count > 0 ? page[^1] : after);
            }
            while (page.Count == PageSize);
        }
        return any;
    }

    ImmutableArray<RunEvent> EventsOf(RunRecord record)
    {
        var (now, status) = (services.Time.GetUtcNow(), record.ToStatus());
        return record.Control switch
        {
            RunControl.Run => [new RunEvent.RunResumed(now, status, record.ControlEpoch)],
            RunControl.Suspended => [new RunEvent.RunSuspended(now, status, record.ControlEpoch)],
            RunControl.Cancelled when record.CompletedAt is { } completed =>
                [new RunEvent.RunCancelling(now, status, record.ControlEpoch), new RunEvent.RunCompleted(completed, status, record.Generation)],
            RunControl.Cancelled => [new RunEvent.RunCancelling(now, status, record.ControlEpoch)],
            _ => throw new InvalidOperationException("A control flag of an unknown kind."),
        };
    }
}
