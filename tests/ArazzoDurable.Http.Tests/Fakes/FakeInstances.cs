using System.Collections.Concurrent;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>Instances that do nothing by themselves: a test says how they stand.</summary>
sealed class FakeInstances : IInstances
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

    public Task<bool> RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken) =>
        Task.FromResult(states.ContainsKey(instanceId));

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

    public Task<int> PurgeAsync(string idPrefix, int top, CancellationToken cancellationToken) =>
        Task.FromResult(states.Values
            .Where(state => state.Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated && state.InstanceId.StartsWith(idPrefix, StringComparison.Ordinal))
            .Select(state => state.InstanceId)
            .Take(top)
            .Count(id => states.TryRemove(id, out _)));

    TaskCompletionSource EndOf(string instanceId) => ends.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
