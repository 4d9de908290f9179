using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>Replays an orchestration on its history, and asserts that it asks for what it asked for before.</summary>
sealed class ReplayContext(IEnumerable<StraightContext.Asked> history, string instanceId, DateTime begun) : IOrchestrationContext
{
    readonly Queue<StraightContext.Asked> history = new(history);

    public int Left => history.Count;

    public string? Next { get; private set; }

    public string InstanceId => instanceId;

    public DateTime CurrentUtcDateTime { get; private set; } = begun;

    public bool IsReplaying => true;

    public Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input) => Task.FromResult((TResult)Done(StraightContext.Text(input))!);

    public Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId) =>
        Task.FromResult((TResult)Done($"{instanceId} {StraightContext.Text(input)}")!);

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Done(StraightContext.Timer(fireAt));
        return Task.CompletedTask;
    }

    public Task<TPayload> WaitForExternalEvent<TPayload>(string eventName) => new TaskCompletionSource<TPayload>().Task;

    public void SetCustomStatus<TStatus>(TStatus status)
    {
    }

    public void ContinueAsNew<TInput>(TInput input) => Next = StraightContext.Text((WorkflowInput)(object)input!);

    public Guid NewGuid() => throw new NotSupportedException("The walk makes no GUIDs.");

    object? Done(string asked)
    {
        var (action, result, time) = history.Dequeue();
        asked.ShouldBe(action);
        CurrentUtcDateTime = time;
        return result;
    }
}
