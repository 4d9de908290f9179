using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ArazzoDurable.Functions.TestHub.Instances;

/// <summary>What the worker hands to orchestrator functions, over a context of the embedded host.</summary>
/// <param name="hub">The task hub.</param>
/// <param name="name">The name of the orchestration.</param>
/// <param name="inner">The context of the embedded host.</param>
/// <param name="input">The input of the present generation.</param>
sealed class TestOrchestrationContext(TestTaskHub hub, string name, IOrchestrationContext inner, JsonElement input) : TaskOrchestrationContext
{
    /// <summary>16 KB of UTF-16.</summary>
    const int LongestCustomStatus = 16 * 1024 / sizeof(char);

    /// <summary>How long an episode takes: the same in every replay.</summary>
    static readonly TimeSpan Episode = TimeSpan.FromMilliseconds(1);

    readonly HashSet<string> awaited = new(StringComparer.OrdinalIgnoreCase);
    int tasks;

    public override TaskName Name => name;

    public override string InstanceId => inner.InstanceId;

    public override ParentOrchestrationInstance? Parent => throw new NotSupportedException("No orchestration asks who started it.");

    public override DateTime CurrentUtcDateTime => DateTime.SpecifyKind(inner.CurrentUtcDateTime, DateTimeKind.Utc);

    public override bool IsReplaying => inner.IsReplaying;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>JSON is given as it is; for anything else the worker knows nothing of its own serializer.</summary>
    public override T? GetInput<T>()
        where T : default => typeof(T) == typeof(JsonElement) ? (T)(object)input : input.Deserialize<T>(JsonSerializerOptions.Default);

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var task = ++tasks;
        try
        {
            return Payloads.Read<TResult>(await inner.CallActivityAsync<JsonElement, JsonElement>(name, Payloads.Write(input)));
        }
        catch (TaskFaultedException fault)
        {
            throw AsToldByTheRuntime(task, fault);
        }
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var task = ++tasks;
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? inner.NewGuid().ToString("N");
        InstanceIds.Check(id);
        hub.Remember(id);
        try
        {
            return Payloads.Read<TResult>(await inner.CallSubOrchestratorAsync<JsonElement, JsonElement>(orchestratorName, Payloads.Write(input), id));
        }
        catch (TaskFaultedException fault)
        {
            throw Failed(task, fault, fault.ErrorType, fault.ErrorMessage);
        }
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        tasks++;
        if (!IsReplaying)
            hub.Timers.Enqueue(new TimerSet(InstanceId, fireAt - CurrentUtcDateTime));
        return inner.CreateTimer(hub.TimersFireEarly ? Early(fireAt) : fireAt, cancellationToken);
    }

    /// <summary>The extension hands an event to the waiter that came last, and the embedded host to the first; so there may be one only.</summary>
    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (!awaited.Add(eventName))
            throw hub.Broken($"'{InstanceId}' waits for the event '{eventName}' twice at a time.");
        if (cancellationToken.CanBeCanceled)
            throw hub.Broken($"'{InstanceId}' may give up its wait for the event '{eventName}'.");
        var payload = await inner.WaitForExternalEvent<JsonElement>(eventName);
        awaited.Remove(eventName);
        return Payloads.Read<T>(payload);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        var status = Payloads.Write(customStatus);
        if (status.GetRawText().Length > LongestCustomStatus)
            throw hub.Broken($"The custom status of '{InstanceId}' has {status.GetRawText().Length} characters; it may have {LongestCustomStatus}.");
        inner.SetCustomStatus(status);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        if (!preserveUnprocessedEvents)
            throw hub.Broken($"'{InstanceId}' drops events that it has not received.");
        inner.ContinueAsNew(Payloads.Write(newInput));
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException("No orchestration sends events.");

    public override Guid NewGuid() => inner.NewGuid();

    /// <summary>When the message of a timer is seen that is put into a queue at the end of this episode, with a delay of whole seconds.</summary>
    DateTime Early(DateTime fireAt)
    {
        var sent = CurrentUtcDateTime + Episode;
        return sent >= fireAt ? fireAt : sent + TimeSpan.FromSeconds(Math.Floor((fireAt - sent).TotalSeconds));
    }

    /// <summary>The runtime is handed the message alone, and takes what stands before a colon for the type.</summary>
    static TaskFailedException AsToldByTheRuntime(int task, TaskFaultedException fault) => fault.ErrorMessage.Split(": ", 2) is [var type, var message]
        ? Failed(task, fault, type, message)
        : Failed(task, fault, "(unknown)", fault.ErrorMessage);

    static TaskFailedException Failed(int task, TaskFaultedException fault, string type, string message) =>
        new(fault.TaskName, task, new TaskFailureDetails(type, message, StackTrace: null, InnerFailure: null, Properties: null));
}
