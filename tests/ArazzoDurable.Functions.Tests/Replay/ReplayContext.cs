using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>
/// What an orchestrator function sees of the Durable Task extension within one episode. Whatever it asks for gets the next number; an answer
/// finds its question by the number. Events that no one waits for are kept, and sent on to the next generation.
/// </summary>
sealed class ReplayContext(string instanceId, string name, string input) : TaskOrchestrationContext
{
    /// <summary>Longer timers are made of several, as the extension makes them.</summary>
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    readonly Dictionary<int, (string Name, TaskCompletionSource<string> Source)> open = [];
    readonly Dictionary<string, Queue<TaskCompletionSource<string>>> waiters = new(StringComparer.OrdinalIgnoreCase);
    readonly List<(string Name, string Payload)> kept = [];
    DateTime now;
    int lastId;
    bool continues;

    /// <summary>What was asked for so far, in order.</summary>
    public List<HistoryEvent> Asked { get; } = [];

    /// <summary>What the code has published last; null: nothing in this generation.</summary>
    public string? CustomStatus { get; private set; }

    public override TaskName Name => name;

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => Replaying;

    /// <summary>Whether the events applied now were known before this episode.</summary>
    public bool Replaying { get; set; }

    /// <summary>What the next generation begins with, once it is asked for.</summary>
    public string? NextInput { get; private set; }

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>The worker's serializer makes JSON of the input; what else is asked for, the extension makes of that with options of its own.</summary>
    public override T GetInput<T>()
    {
        var json = Payload.Read<JsonElement>(input);
        return typeof(T) == typeof(JsonElement) ? (T)(object)json : json.Deserialize<T>()!;
    }

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var id = lastId++;
        Asked.Add(new HistoryEvent.TaskScheduled(id, name.Name, Payload.Write(input)));
        return Payload.Read<TResult>(await Open(id, name.Name))!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var id = lastId++;
        var child = (options as SubOrchestrationOptions)?.InstanceId ?? throw new InvalidOperationException("A child has an id of its parent's choice.");
        Asked.Add(new HistoryEvent.ChildCreated(id, orchestratorName.Name, child, Payload.Write(input)));
        return Payload.Read<TResult>(await Open(id, orchestratorName.Name))!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        fireAt.Kind.ShouldBe(DateTimeKind.Utc, "a timer that is set to a time of no known zone");
        while (fireAt - now > LongestTimer)
            await TimerAsync(now + LongestTimer, cancellationToken);
        await TimerAsync(fireAt, cancellationToken);
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        cancellationToken.CanBeCanceled.ShouldBeFalse("a waiter is never given up");
        var known = kept.FindIndex(one => one.Name.Equals(eventName, StringComparison.OrdinalIgnoreCase));
        if (known >= 0)
        {
            var payload = kept[known].Payload;
            kept.RemoveAt(known);
            return Payload.Read<T>(payload)!;
        }
        if (!waiters.TryGetValue(eventName, out var queue))
            waiters.Add(eventName, queue = new());
        queue.ShouldBeEmpty($"one waiter at a time listens to '{eventName}'");
        var source = new TaskCompletionSource<string>();
        queue.Enqueue(source);
        return Payload.Read<T>(await source.Task)!;
    }

    public override void SetCustomStatus(object? customStatus) => CustomStatus = Payload.Write(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        preserveUnprocessedEvents.ShouldBeTrue("events that were not received are kept");
        open.Keys.ShouldBeEmpty("nothing is in flight when a generation ends");
        NextInput = Payload.Write(newInput);
        continues = true;
        foreach (var (eventName, payload) in kept)
            Asked.Add(new HistoryEvent.EventSent(eventName, payload));
        kept.Clear();
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException("No orchestration sends events.");

    public override Guid NewGuid() => throw new NotSupportedException("No orchestration makes GUIDs.");

    /// <summary>Tells the code what its history tells.</summary>
    public void Apply(HistoryEvent told)
    {
        switch (told)
        {
            case HistoryEvent.OrchestratorStarted started:
                now = DateTime.SpecifyKind(started.At, DateTimeKind.Utc);
                break;
            case HistoryEvent.TaskCompleted completed:
                Take(completed.Id)?.Source.SetResult(completed.Result);
                break;
            case HistoryEvent.ChildCompleted completed:
                Take(completed.Id)?.Source.SetResult(completed.Result);
                break;
            case HistoryEvent.TimerFired fired:
                Take(fired.Id)?.Source.SetResult("null");
                break;
            case HistoryEvent.TaskFailed failed:
                Fail(failed.Id, failed.ErrorType, failed.Message);
                break;
            case HistoryEvent.ChildFailed failed:
                Fail(failed.Id, failed.ErrorType, failed.Message);
                break;
            case HistoryEvent.EventRaised raised:
                Raise(raised.Name, raised.Payload);
                break;
        }
    }

    void Raise(string eventName, string payload)
    {
        if (waiters.TryGetValue(eventName, out var queue) && queue.TryDequeue(out var waiter))
            waiter.SetResult(payload);
        else if (continues)
            Asked.Add(new HistoryEvent.EventSent(eventName, payload));
        else
            kept.Add((eventName, payload));
    }

    void Fail(int id, string errorType, string message)
    {
        if (Take(id) is { } task)
            task.Source.SetException(new TaskFailedException(task.Name, id, new TaskFailureDetails(errorType, message, null, null, null)));
    }

    Task TimerAsync(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = lastId++;
        Asked.Add(new HistoryEvent.TimerCreated(id, fireAt));
        var task = Open(id, "timer");
        cancellationToken.Register(() => Take(id)?.Source.SetCanceled(cancellationToken));
        return task;
    }

    Task<string> Open(int id, string of)
    {
        var source = new TaskCompletionSource<string>();
        open.Add(id, (of, source));
        return source.Task;
    }

    (string Name, TaskCompletionSource<string> Source)? Take(int id) => open.Remove(id, out var task) ? task : null;
}
