using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Durability;

/// <summary>Reads what the Durable Task extension tells of an instance.</summary>
static class OrchestrationStates
{
    /// <summary>As deep as payloads may be.</summary>
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    /// <summary>Whether an instance has ended, however it ended.</summary>
    public static bool HasEnded(this OrchestrationMetadata instance) =>
        StatusOf(instance) is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;

    /// <summary>The state of an instance that was read with its inputs and outputs.</summary>
    public static InstanceState ToState(this OrchestrationMetadata instance) => new(
        instance.InstanceId,
        instance.Name,
        StatusOf(instance),
        instance.CreatedAt,
        instance.LastUpdatedAt,
        Read(instance.SerializedInput) is { ValueKind: JsonValueKind.String } input ? Read(input.GetString()) : Read(instance.SerializedInput),
        Read(instance.SerializedCustomStatus),
        instance.FailureDetails is { } failure ? JsonSerializer.SerializeToElement(failure.ErrorMessage, RuntimeJson.Default.String) : Read(instance.SerializedOutput));

#pragma warning disable CS0618 // Obsolete, and told by storage providers all the same.
    static InstanceStatus StatusOf(OrchestrationMetadata instance) => instance.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Pending => InstanceStatus.Pending,
        OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.ContinuedAsNew => InstanceStatus.Running,
        OrchestrationRuntimeStatus.Suspended => InstanceStatus.Suspended,
        OrchestrationRuntimeStatus.Completed => InstanceStatus.Completed,
        OrchestrationRuntimeStatus.Failed => InstanceStatus.Failed,
        OrchestrationRuntimeStatus.Canceled or OrchestrationRuntimeStatus.Terminated => InstanceStatus.Terminated,
        var unknown => throw new UnreachableException($"The instance '{instance.InstanceId}' has the status {unknown}, which is not known."),
    };
#pragma warning restore CS0618

    /// <summary>A text as JSON. The reason of a termination and the message of a failure come as plain text.</summary>
    static JsonElement? Read(string? payload)
    {
        if (payload is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(payload, Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(payload, RuntimeJson.Default.String);
        }
    }
}
