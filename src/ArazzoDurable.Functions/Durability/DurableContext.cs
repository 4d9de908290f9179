using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask;

namespace ArazzoDurable.Functions.Durability;

/// <summary>The context of an orchestration on the Durable Task extension.</summary>
/// <param name="context">What the extension hands to the orchestrator function.</param>
sealed class DurableContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    public string InstanceId => context.InstanceId;

    public DateTime CurrentUtcDateTime => context.CurrentUtcDateTime;

    public bool IsReplaying => context.IsReplaying;

    /// <summary>
    /// The input of the present generation. The extension reads it with options of its own that know nothing of the worker's serializer, and
    /// leaves it as it is when JSON is asked for; so it is asked for JSON.
    /// </summary>
    public static T InputOf<T>(TaskOrchestrationContext context, JsonTypeInfo<T> type) =>
        context.GetInput<JsonElement>().Deserialize(type)
        ?? throw new InvalidOperationException($"The instance '{context.InstanceId}' was started without an input.");

    public async Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input)
    {
        try
        {
            return await context.CallActivityAsync<TResult>(name, input);
        }
        catch (TaskFailedException failure)
        {
            throw Fault(failure);
        }
    }

    public async Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<TResult>(name, input, new SubOrchestrationOptions(instanceId: instanceId));
        }
        catch (TaskFailedException failure)
        {
            throw Fault(failure);
        }
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => context.CreateTimer(fireAt, cancellationToken);

    public async Task<TPayload> WaitForExternalEvent<TPayload>(string eventName) => await context.WaitForExternalEvent<TPayload>(eventName);

    public void SetCustomStatus<TStatus>(TStatus status) => context.SetCustomStatus(status);

    public void ContinueAsNew<TInput>(TInput input) => context.ContinueAsNew(input);

    public Guid NewGuid() => context.NewGuid();

    static TaskFaultedException Fault(TaskFailedException failure) =>
        new(failure.TaskName, failure.FailureDetails.ErrorType, failure.FailureDetails.ErrorMessage);
}
