using System.Text;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.TestHub.Instances;

/// <summary>The client that the extension binds, over a <see cref="TestTaskHub"/>, with the limits that the extension has.</summary>
/// <param name="hub">The task hub.</param>
sealed class TestTaskClient(TestTaskHub hub) : DurableTaskClient("test")
{
    /// <summary>The longest message between a worker and its host.</summary>
    public const int LongestMessage = 4 * 1024 * 1024;

    /// <summary>Comes before an instance is started, with its id; what it throws is what the caller gets.</summary>
    public Func<string, Task> BeforeSchedule { get; set; } = _ => Task.CompletedTask;

    /// <summary>
    /// Whether statuses that are said to be in the way of a start are. Releases of the extension such as 1.1.7 do not look at them: whatever has
    /// ended gives way. Defaults to false.
    /// </summary>
    public bool HonoursDedupe { get; init; }

    IInstances Instances => hub.Host.Instances;

    /// <summary>An instance that has ended gives way to the new one.</summary>
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (options?.StartAt is not null)
            throw new NotSupportedException("No instance is started later.");
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.Check(id);
        var payload = Payloads.Write(input);
        CheckLength(payload.GetRawText());
        await BeforeSchedule(id);
        var present = await Instances.GetAsync(id, cancellation);
        if (present is not null && (!HasEnded(present) || (HonoursDedupe && IsInTheWay(present, options))))
            throw AlreadyThere(id);
        hub.Remember(id);
        var started = present is null
            ? await Instances.ScheduleAsync(orchestratorName, id, payload, cancellation)
            : await Instances.RestartAsync(orchestratorName, id, payload, cancellation);
        return started ? id : throw AlreadyThere(id);
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        var payload = Payloads.Write(eventPayload);
        CheckLength(payload.GetRawText());
        if (!await Instances.RaiseEventAsync(instanceId, eventName, payload, cancellation))
            throw new InvalidOperationException($"No instance '{instanceId}' runs.");
    }

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await Instances.GetAsync(instanceId, cancellation) is { } found ? Metadata(hub, found, getInputsAndOutputs) : null;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => new InstancePages(hub, filter ?? new OrchestrationQuery());

    /// <summary>An instance that runs is removed as well; its children are not.</summary>
    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (options is { Recursive: true })
            throw new NotSupportedException("Children are not purged with their parents by every storage provider.");
        if (await Instances.GetAsync(instanceId, cancellation) is not { } present)
            return new PurgeResult(0);
        // The embedded host removes what has ended, and no more.
        if (!HasEnded(present))
            await hub.Host.Administration.CommandAsync(instanceId, InstanceCommand.Terminate, "purged", cancellation);
        // Of the ids that begin so, it is the first.
        return new PurgeResult(await Instances.PurgeAsync(instanceId, 1, cancellation));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException("A call to the host that waits is broken off after 100 s.");

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException("A call to the host that waits is broken off after 100 s.");

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException("Runs are suspended by the flag in their records.");

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException("Runs are resumed by the flag in their records.");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// What a client is told of an instance. Inputs, outputs and custom statuses come together, or not at all. Of a failure there are no
    /// details: it is the output, as is the reason of a termination, and both are plain text.
    /// </summary>
    public static OrchestrationMetadata Metadata(TestTaskHub hub, InstanceState state, bool getInputsAndOutputs)
    {
        var output = state.Status switch
        {
            InstanceStatus.Failed => hub.FailureOf(state),
            InstanceStatus.Terminated => state.Output?.GetString(),
            _ => state.Output?.GetRawText(),
        };
        var metadata = new OrchestrationMetadata(state.Name, state.InstanceId)
        {
            RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(state.Status.ToString()),
            CreatedAt = state.CreatedAt,
            LastUpdatedAt = state.LastUpdatedAt,
            SerializedInput = getInputsAndOutputs ? state.Input?.GetRawText() : null,
            SerializedCustomStatus = getInputsAndOutputs ? state.CustomStatus?.GetRawText() : null,
            SerializedOutput = getInputsAndOutputs ? output : null,
        };
        CheckLength(metadata.SerializedInput, metadata.SerializedCustomStatus, metadata.SerializedOutput);
        return metadata;
    }

    static bool IsInTheWay(InstanceState present, StartOrchestrationOptions? options) =>
        options?.DedupeStatuses?.Contains(present.Status.ToString(), StringComparer.OrdinalIgnoreCase) is true;

    static bool HasEnded(InstanceState state) => state.Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;

    static InvalidOperationException AlreadyThere(string id) => new($"An instance '{id}' exists already.");

    static void CheckLength(params ReadOnlySpan<string?> parts)
    {
        var length = 0L;
        foreach (var part in parts)
            length += part is null ? 0 : Encoding.UTF8.GetByteCount(part);
        if (length > LongestMessage)
            throw new InvalidOperationException($"A message of {length} bytes is longer than gRPC takes, which is {LongestMessage}.");
    }
}
