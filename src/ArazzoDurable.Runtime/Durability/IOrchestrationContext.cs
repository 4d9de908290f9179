namespace ArazzoDurable.Runtime.Durability;

/// <summary>
/// All that an orchestration may use. Shaped after the context of the Durable Task extension, so that its adapter is one line a member.
/// Orchestrations are replayed: they read no clock, no random number and no environment but through this.
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The id of this instance.</summary>
    string InstanceId { get; }

    /// <summary>The present time, the same in every replay; its kind is UTC.</summary>
    DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether what runs now ran before, and is only being rebuilt from its history.</summary>
    bool IsReplaying { get; }

    /// <summary>Has an activity do its work, at least once, and gives its result.</summary>
    /// <exception cref="TaskFaultedException">The activity failed.</exception>
    Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input);

    /// <summary>Runs an orchestration as a child with an id of the caller's choice, and gives its result.</summary>
    /// <exception cref="TaskFaultedException">The child failed.</exception>
    Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId);

    /// <summary>Waits, durably, until <paramref name="fireAt"/> (UTC) or until it is cancelled.</summary>
    Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for the next event of this name that is raised to this instance. Events that no one waits for yet are kept.</summary>
    /// <exception cref="System.Text.Json.JsonException">What was raised is no <typeparamref name="TPayload"/>.</exception>
    Task<TPayload> WaitForExternalEvent<TPayload>(string eventName);

    /// <summary>Publishes where the instance stands; at most 16 KB of JSON.</summary>
    void SetCustomStatus<TStatus>(TStatus status);

    /// <summary>Ends this generation: the instance starts again with <paramref name="input"/> and an empty history. Events not yet received are kept.</summary>
    void ContinueAsNew<TInput>(TInput input);

    /// <summary>A new GUID, the same in every replay.</summary>
    Guid NewGuid();
}
