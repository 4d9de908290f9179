using System.Globalization;
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
    readonly List<Asked> history = [];
    object? next;

    /// <summary>What the timers waited for, in milliseconds, children included.</summary>
    public List<double> Waits { get; init; } = [];

    /// <summary>What a host would keep in histories, as JSON.</summary>
    public List<string> Payloads { get; init; } = [];

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
            history.Clear();
            var begun = CurrentUtcDateTime;
            var output = await WorkflowOrchestration.RunAsync(this, Stored(input));
            await ReplayAsync(Stored(input), begun);
            if (next is not WorkflowInput again)
                return output;
            Generations++;
            input = again;
        }
    }

    public async Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input)
    {
        name.ShouldBe(WorkflowOrchestration.StepActivityName);
        var at = Ask(Text(input));
        var turn = Stored(await activity.RunAsync((StepCall)(object)Stored(input)!, CancellationToken.None));
        history[at] = history[at] with { Result = turn, Time = CurrentUtcDateTime };
        return (TResult)(object)turn;
    }

    public async Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId)
    {
        var at = Ask($"{instanceId} {Text(input)}");
        var child = new StraightContext(activity, time, instanceId) { Waits = Waits, Statuses = Statuses, Payloads = Payloads };
        var output = Stored(await child.RunAsync((WorkflowInput)(object)input!));
        history[at] = history[at] with { Result = output, Time = CurrentUtcDateTime };
        return (TResult)(object)output;
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var wait = fireAt - CurrentUtcDateTime;
        Waits.Add(wait.TotalMilliseconds);
        time.Advance(wait);
        history.Add(new Asked(Timer(fireAt), null, CurrentUtcDateTime));
        return Task.CompletedTask;
    }

    public Task<TPayload> WaitForExternalEvent<TPayload>(string eventName) => new TaskCompletionSource<TPayload>().Task;

    public void SetCustomStatus<TStatus>(TStatus status) =>
        Statuses.Add(JsonSerializer.SerializeToElement(status, (JsonTypeInfo<TStatus>)RuntimeJson.Default.GetTypeInfo(typeof(TStatus))!));

    public void ContinueAsNew<TInput>(TInput input) => next = input;

    public Guid NewGuid() => throw new NotSupportedException("The walk makes no GUIDs.");

    /// <summary>Runs the generation again on its history, as a host does after a crash: it must ask for the same.</summary>
    async Task ReplayAsync(WorkflowInput input, DateTime begun)
    {
        var replay = new ReplayContext(history, instanceId, begun);
        await WorkflowOrchestration.RunAsync(replay, input);
        replay.Left.ShouldBe(0, "actions of the history that the replay did not ask for");
        replay.Next.ShouldBe(next is null ? null : Text((WorkflowInput)next));
    }

    /// <summary>Takes a place in the history, in the order of asking: of several children the later one may end first.</summary>
    int Ask(string action)
    {
        history.Add(new Asked(action, null, default));
        return history.Count - 1;
    }

    T Stored<T>(T value)
    {
        Payloads.Add(Text(value));
        return JsonSerializer.Deserialize(Payloads[^1], Info<T>())!;
    }

    /// <summary>What an orchestration asked for.</summary>
    internal sealed record Asked(string Action, object? Result, DateTime Time);

    internal static string Timer(DateTime fireAt) => fireAt.ToString("'timer 'O", CultureInfo.InvariantCulture);

    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Info<T>());

    static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)RuntimeJson.Default.GetTypeInfo(typeof(T))!;
}
