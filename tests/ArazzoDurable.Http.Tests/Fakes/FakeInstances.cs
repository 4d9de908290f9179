using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>Instances that do nothing by themselves: a test says how they stand.</summary>
sealed class FakeInstances : IInstances, IInstanceAdministration
{
    public static readonly DateTimeOffset Created = new(2026, 11, 20, 18, 42, 7, 505, TimeSpan.Zero);

    readonly ConcurrentDictionary<string, InstanceState> states = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, TaskCompletionSource> ends = new(StringComparer.Ordinal);

    /// <summary>Is called when somebody has begun to wait.</summary>
    public Action Waiting { get; set; } = () => { };

    /// <summary>What every call throws; null when they work.</summary>
    public Exception? Broken { get; set; }

    public void Set(InstanceState state) => states[state.InstanceId] = state;

    public void End(string instanceId)
    {
        Set(states[instanceId] with { Status = InstanceStatus.Completed });
        EndOf(instanceId).TrySetResult();
    }

    public Task<bool> ScheduleAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        var sent = JsonSerializer.SerializeToElement(input, RuntimeJson.Default.Options);
        return Task.FromResult(states.TryAdd(instanceId, new InstanceState(instanceId, orchestration, InstanceStatus.Pending, Created, Created, sent, null, null)));
    }

    /// <summary>The events that were raised: instance, name and payload.</summary>
    public ConcurrentQueue<(string InstanceId, string Name, string Payload)> Events { get; } = [];

    public Task<bool> RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken) =>
        Task.FromResult(Raise(instanceId, eventName, JsonSerializer.Serialize(payload, RuntimeJson.Default.Options)));

    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellationToken) =>
        Broken is { } exception ? Task.FromException<InstanceState?>(exception) : Task.FromResult(states.GetValueOrDefault(instanceId));

    public async Task<InstanceState?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken)
    {
        var end = EndOf(instanceId).Task.WaitAsync(cancellationToken);
        Waiting();
        await end;
        return states[instanceId];
    }

    public Task<bool> RestartAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        if (!states.TryGetValue(instanceId, out var before) || before.Status is not (InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated))
            return Task.FromResult(false);
        states.TryRemove(instanceId, out _);
        ends.TryRemove(instanceId, out _);
        return ScheduleAsync(orchestration, instanceId, input, cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. states.Values
            .Where(state => state.Status is InstanceStatus.Pending or InstanceStatus.Running or InstanceStatus.Suspended)
            .Select(state => state.InstanceId)
            .Where(id => id.StartsWith(idPrefix, StringComparison.Ordinal) && string.CompareOrdinal(id, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(top)]);

    public Task<IReadOnlyList<string>> ListBrokenAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. states.Values
            .Where(state => state.Status is InstanceStatus.Failed or InstanceStatus.Terminated)
            .Select(state => state.InstanceId)
            .Where(id => id.StartsWith(idPrefix, StringComparison.Ordinal) && string.CompareOrdinal(id, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(top)]);

    public Task<int> PurgeAsync(string idPrefix, int top, CancellationToken cancellationToken) =>
        Task.FromResult(states.Values
            .Where(state => state.Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated && state.InstanceId.StartsWith(idPrefix, StringComparison.Ordinal))
            .Select(state => state.InstanceId)
            .Take(top)
            .Count(id => states.TryRemove(id, out _)));

    public Task<InstancePage> ListAsync(InstanceFilter filter, string? after, int top, CancellationToken cancellationToken)
    {
        ImmutableArray<InstanceState> left = [.. states.Values
            .Where(state => state.InstanceId.StartsWith(filter.IdPrefix, StringComparison.Ordinal) && string.CompareOrdinal(state.InstanceId, after) > 0)
            .Where(state => state.CreatedAt >= (filter.CreatedFrom ?? DateTimeOffset.MinValue) && state.CreatedAt <= (filter.CreatedTo ?? DateTimeOffset.MaxValue))
            .Where(state => filter.Statuses?.Contains(state.Status) ?? true)
            .OrderBy(state => state.InstanceId, StringComparer.Ordinal)];
        return Task.FromResult(new InstancePage([.. left.Take(top)], left.Length > top ? left[top - 1].InstanceId : null));
    }

    public Task<bool> CommandAsync(string instanceId, InstanceCommand command, string? reason, CancellationToken cancellationToken)
    {
        if (!states.TryGetValue(instanceId, out var state) || HasEnded(state))
            return Task.FromResult(false);
        Set(state with
        {
            Status = command switch
            {
                InstanceCommand.Suspend => InstanceStatus.Suspended,
                InstanceCommand.Resume => InstanceStatus.Running,
                _ => InstanceStatus.Terminated,
            },
            Output = reason is null ? state.Output : JsonSerializer.SerializeToElement(reason),
        });
        return Task.FromResult(true);
    }

    public Task<int> PurgeAsync(ImmutableArray<string> instanceIds, CancellationToken cancellationToken) =>
        Task.FromResult(instanceIds.Count(id => states.TryGetValue(id, out var state) && HasEnded(state) && states.TryRemove(id, out _)));

    bool Raise(string instanceId, string name, string payload)
    {
        Events.Enqueue((instanceId, name, payload));
        return states.ContainsKey(instanceId);
    }

    static bool HasEnded(InstanceState state) => state.Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;

    TaskCompletionSource EndOf(string instanceId) => ends.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
