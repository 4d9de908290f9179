using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Finds, at the start of a host, the runs that have not ended.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="launcher">Starts those whose instance was never scheduled, and sees to those whose instance broke.</param>
sealed class RunRecovery(WalkServices services, IInstances instances, RunLauncher launcher)
{
    const int PageSize = 256;

    /// <summary>Finds the runs that have a record and have not ended, and starts those again whose instance was never scheduled.</summary>
    /// <param name="runId">The only run to look at; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs that have not ended, newest first.</returns>
    public async Task<ImmutableArray<RunRecord>> RecoverAsync(string? runId, CancellationToken cancellationToken)
    {
        var unfinished = ImmutableArray.CreateBuilder<RunRecord>();
        await foreach (var record in UnfinishedAsync(runId, cancellationToken))
        {
            switch (await instances.GetAsync(record.RunId, cancellationToken))
            {
                case null:
                    await RestartAsync(record, cancellationToken);
                    break;
                case { Status: InstanceStatus.Failed or InstanceStatus.Terminated }:
                    await launcher.MendAsync(record, cancellationToken);
                    break;
            }
            unfinished.Add(record);
        }
        return unfinished.ToImmutable();
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
            foreach (var record in page.Where(record => !record.IsEnded))
                yield return record;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].RunId;
        }
    }

    async Task RestartAsync(RunRecord record, CancellationToken cancellationToken)
    {
        // Its lanes look for the flow by themselves, and items that do not find it fail one by one.
        if (!record.IsOneItem)
            await launcher.StartBatchAsync(record, cancellationToken);
        else if (await services.Plans.GetAsync(record.FlowId, record.Options.Dialect, cancellationToken) is { } plan)
            await launcher.StartAsync(plan, record, cancellationToken);
        else
            await launcher.EndBrokenAsync(record, cancellationToken);
    }
}
