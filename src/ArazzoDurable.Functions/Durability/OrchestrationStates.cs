using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Durability;

/// <summary>Reads what the Durable Task extension tells of an instance.</summary>
static class OrchestrationStates
{
    /// <summary>As deep as payloads may be.</summary>
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = RuntimeJson.Default.Options.MaxDepth };

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
        InputOf(instance),
        Read(instance.SerializedCustomStatus),
        OutputOf(instance));

    /// <summary>The input: what the payload holds, or what an operator started the instance with.</summary>
    static JsonElement? InputOf(OrchestrationMetadata instance)
    {
        var input = Read(instance.SerializedInput);
        return input is { ValueKind: JsonValueKind.String } payload ? Read(payload.GetString()) : input;
    }

    /// <summary>The result; of an instance that failed or was ended from outside the message or the reason, whatever it looks like.</summary>
    static JsonElement? OutputOf(OrchestrationMetadata instance) => StatusOf(instance) switch
    {
        InstanceStatus.Failed or InstanceStatus.Terminated => (instance.FailureDetails?.ErrorMessage ?? instance.SerializedOutput) is { } text ? Text(text) : null,
        _ => Read(instance.SerializedOutput),
    };

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

    /// <summary>A text as JSON. The reason of a suspension comes as plain text.</summary>
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
            return Text(payload);
        }
    }

    static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, RuntimeJson.Default.String);
}
