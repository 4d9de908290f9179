using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>
/// Runs an orchestration straight on, without durability: activities at once, timers by moving the clock. Everything that a host would
/// store passes through JSON here too.
/// </summary>
sealed class StraightContext(StepActivity activity, ManualTime time, string instanceId) : IOrchestrationContext
{
    object? next;

    /// <summary>What the timers waited for, in milliseconds, children included.</summary>
    public List<double> Waits { get; init; } = [];

    /// <summary>What was published.</summary>
    public List<JsonElement> Statuses { get; init; } = [];

    /// <summary>How many generations there were.</summary>
    public int Generations { get; private set; } = 1;

    public string InstanceId => instanceId;

    public DateTime CurrentUtcDateTime => time.GetUtcNow().UtcDateTime;

    public bool IsReplaying => false;

    /// <summary>Runs the Workflow orchestration to its end.</summary>
    public async Task<JsonElement> RunAsync(WorkflowInput input)
    {
        while (true)
        {
            next = null;
            var output = await WorkflowOrchestration.RunAsync(this, Stored(input));
            if (next is not WorkflowInput again)
                return output;
            Generations++;
            input = again;
        }
    }

    public async Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input)
    {
        name.ShouldBe(WorkflowOrchestration.StepActivityName);
        return (TResult)(object)Stored(await activity.RunAsync((StepCall)(object)Stored(input)!, CancellationToken.None));
    }

    public async Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId)
    {
        var child = new StraightContext(activity, time, instanceId) { Waits = Waits, Statuses = Statuses };
        return (TResult)(object)await child.RunAsync((WorkflowInput)(object)input!);
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var wait = fireAt - CurrentUtcDateTime;
        Waits.Add(wait.TotalMilliseconds);
        time.Advance(wait);
        return Task.CompletedTask;
    }

    public Task<TPayload> WaitForExternalEvent<TPayload>(string eventName) => new TaskCompletionSource<TPayload>().Task;

    public void SetCustomStatus<TStatus>(TStatus status) =>
        Statuses.Add(JsonSerializer.SerializeToElement(status, (JsonTypeInfo<TStatus>)RuntimeJson.Default.GetTypeInfo(typeof(TStatus))!));

    public void ContinueAsNew<TInput>(TInput input) => next = input;

    public Guid NewGuid() => throw new NotSupportedException("The walk makes no GUIDs.");

    static T Stored<T>(T value)
    {
        var info = (JsonTypeInfo<T>)RuntimeJson.Default.GetTypeInfo(typeof(T))!;
        return JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, info), info)!;
    }
}
