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
}
