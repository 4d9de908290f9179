namespace ArazzoDurable.Runtime.Durability;

/// <summary>The instances of orchestrations that a host carries.</summary>
public interface IInstances
{
    /// <summary>Starts an orchestration under a fixed id. An id that exists already is left as it is. When this returns, the start is durable.</summary>
    /// <returns>Whether this call started it.</returns>
    Task<bool> ScheduleAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken);

    /// <summary>Raises an event to an instance. When this returns, the event is durable.</summary>
    /// <returns>Whether there is such an instance, and it has not ended.</returns>
    Task<bool> RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken);

    /// <summary>The state of an instance; null when there is none of this id.</summary>
    Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Waits until an instance has ended; null when there is none of this id.</summary>
    Task<InstanceState?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Starts an orchestration in the place of one that has ended: its state and history are gone, the id is the same. One that has not ended, or never was, is left as it is. When this returns, the start is durable.</summary>
    /// <returns>Whether this call started it.</returns>
    Task<bool> RestartAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken);

    /// <summary>The ids of instances that have not ended, of those that begin with <paramref name="idPrefix"/>, in their order, after the id <paramref name="after"/>.</summary>
    /// <param name="idPrefix">What the ids begin with.</param>
    /// <param name="after">The last id of the page before; null for the first page.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> ListUnfinishedAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken);

    /// <summary>The ids of instances that failed or were terminated, of those that begin with <paramref name="idPrefix"/>, in their order, after the id <paramref name="after"/>.</summary>
    /// <param name="idPrefix">What the ids begin with.</param>
    /// <param name="after">The last id of the page before; null for the first page.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> ListBrokenAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken);

    /// <summary>Removes instances that have ended, of those whose ids begin with <paramref name="idPrefix"/>, with all that is kept of them. Others are left as they are.</summary>
    /// <param name="idPrefix">What the ids begin with.</param>
    /// <param name="top">How many at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were removed; fewer than <paramref name="top"/> when none is left.</returns>
    Task<int> PurgeAsync(string idPrefix, int top, CancellationToken cancellationToken);
}
