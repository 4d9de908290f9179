using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Durability;

/// <summary>The instances of a task hub.</summary>
/// <param name="bound">The client of the hub.</param>
/// <param name="time">The clock.</param>
sealed class DurableInstances(BoundClient bound, TimeProvider time) : IInstances
{
    static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan MostBetweenLooks = TimeSpan.FromSeconds(2);

    static readonly ImmutableArray<OrchestrationRuntimeStatus> Unfinished =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    static readonly ImmutableArray<OrchestrationRuntimeStatus> Finished =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

#pragma warning disable CS0618 // Obsolete, and told by storage providers all the same.
    /// <summary>As instances are asked for that have not ended: also one that is between two generations.</summary>
    static readonly ImmutableArray<OrchestrationRuntimeStatus> ToldUnfinished = [.. Unfinished, OrchestrationRuntimeStatus.ContinuedAsNew];

    /// <summary>As instances are asked for that have ended.</summary>
    static readonly ImmutableArray<OrchestrationRuntimeStatus> ToldFinished = [.. Finished, OrchestrationRuntimeStatus.Canceled];
#pragma warning restore CS0618

    static readonly ImmutableArray<OrchestrationRuntimeStatus> Broken = [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>How many instances are removed at the same time.</summary>
    public const int PurgedAtOnce = 16;

    /// <summary>How often in a row a full page of instances that have ended is listed of which none can be removed, until the hub counts as failed.</summary>
    const int MostFruitless = 3;

    /// <summary>How often in a row a look whether an instance has ended may fail, until the wait for it does.</summary>
    const int MostFailedLooks = 3;

    DurableTaskClient Client => bound.Current;

    public async Task<bool> ScheduleAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken) =>
        // A storage provider that knows no dedupe statuses lets a new start take the place of an instance that has ended; so it is asked before.
        await FindAsync(instanceId, cancellationToken) is null
        && await StartAsync(orchestration, instanceId, input, [.. Unfinished, .. Finished], _ => false, cancellationToken);

    public async Task<bool> RestartAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken) =>
        await FindAsync(instanceId, cancellationToken) is { } found && found.HasEnded()
        && await StartAsync(orchestration, instanceId, input, Unfinished, present => present.HasEnded(), cancellationToken);

    public async Task<bool> RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        if (!await ListensAsync(instanceId, cancellationToken))
            return false;
        try
        {
            await Client.RaiseEventAsync(instanceId, eventName, Payload.Of(payload), cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It may have ended in between; the extension has no type of exception for that.
            if (await ListensAsync(instanceId, cancellationToken))
                throw;
            return false;
        }
    }

    public async Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellationToken) =>
        (await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken))?.ToState();

    public async Task<InstanceState?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken)
    {
        // Looked at again and again: a wait inside the extension holds a call to the host that breaks off after 100 s.
        var failed = 0;
        for (var pause = FirstLook; ; pause = pause * 2 < MostBetweenLooks ? pause * 2 : MostBetweenLooks)
        {
            try
            {
                if (await FindAsync(instanceId, cancellationToken) is not { } found)
                    return null;
                if (found.HasEnded())
                    return await GetAsync(instanceId, cancellationToken);
                failed = 0;
            }
            catch (Exception exception) when (exception is not OperationCanceledException && ++failed < MostFailedLooks)
            {
                // The hub did not answer this time, which is no reason to end a long wait.
            }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken) =>
        ListAsync(Query(idPrefix, ToldUnfinished), after, top, cancellationToken);

    public Task<IReadOnlyList<string>> ListBrokenAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken) =>
        ListAsync(Query(idPrefix, Broken), after, top, cancellationToken);

    public async Task<int> PurgeAsync(string idPrefix, int top, CancellationToken cancellationToken)
    {
        var (removed, fruitless) = (0, 0);
        while (true)
        {
            var wanted = top - removed;
            var ids = await FirstAsync(Query(idPrefix, ToldFinished), wanted, cancellationToken);
            var gone = await RemoveAsync(ids, cancellationToken);
            removed += gone;
            if (ids.Count < wanted || removed == top)
                return removed;
            // Some of a full page were gone already, so that there may be more. Lists may be behind, but not for ever.
            fruitless = gone == 0 ? fruitless + 1 : 0;
            if (fruitless == MostFruitless)
                throw new IOException($"The task hub lists {ids.Count} instances that have ended, the first one is '{ids[0]}', and removes none of them; expected that they go.");
        }
    }

    async Task<IReadOnlyList<string>> ListAsync(OrchestrationQuery query, string? after, int top, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var found in Client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
            ids.Add(found.InstanceId);
        // No storage provider promises an order.
        return [.. ids.Where(id => after is null || string.CompareOrdinal(id, after) > 0).Order(StringComparer.Ordinal).Distinct().Take(top)];
    }

    async Task<List<string>> FirstAsync(OrchestrationQuery query, int top, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var found in Client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            ids.Add(found.InstanceId);
            if (ids.Count == top)
                break;
        }
        return ids;
    }

    /// <summary>Removes instances, several at the same time; gives how many this call removed.</summary>
    async Task<int> RemoveAsync(List<string> ids, CancellationToken cancellationToken)
    {
        var removed = 0;
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = PurgedAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, bounded, async (id, cancelled) =>
            Interlocked.Add(ref removed, (await Client.PurgeInstanceAsync(id, cancellation: cancelled)).PurgedInstanceCount));
        return removed;
    }

    async Task<bool> StartAsync<TInput>(
        string orchestration,
        string instanceId,
        TInput input,
        ImmutableArray<OrchestrationRuntimeStatus> inTheWay,
        Func<OrchestrationMetadata, bool> makesWay,
        CancellationToken cancellationToken)
    {
        var options = new StartOrchestrationOptions(instanceId) { DedupeStatuses = [.. inTheWay.Select(status => status.ToString())] };
        try
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(orchestration, Payload.Of(input), options, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Somebody else was faster; the extension has no type of exception for that which every release knows.
            if (await FindAsync(instanceId, cancellationToken) is { } present && !makesWay(present))
                return false;
            throw;
        }
    }

    async Task<bool> ListensAsync(string instanceId, CancellationToken cancellationToken) =>
        await FindAsync(instanceId, cancellationToken) is { } found && !found.HasEnded();

    Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        Client.GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellationToken);

    static OrchestrationQuery Query(string idPrefix, ImmutableArray<OrchestrationRuntimeStatus> statuses) => new(Statuses: statuses, InstanceIdPrefix: idPrefix);
}
