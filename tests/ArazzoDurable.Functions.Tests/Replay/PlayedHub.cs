using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Runtime.Durability;
using HostPayload = ArazzoDurable.Functions.Durability.Payload;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>
/// A task hub in memory that plays whole programs in virtual time, and keeps every history. One thing happens at a time: episodes first, then
/// activities, then the next timer. Every episode begins from nothing.
/// </summary>
/// <param name="clock">The clock that waits set forward.</param>
sealed class PlayedHub(VirtualClock clock) : IInstances
{
    /// <summary>How long an activity takes.</summary>
    static readonly TimeSpan ActivityTime = TimeSpan.FromMilliseconds(3);

    /// <summary>No program waits more often; one that does never ends.</summary>
    const int MostWaits = 10_000;

    readonly Lock gate = new();
    readonly SortedDictionary<string, PlayedInstance> instances = new(StringComparer.Ordinal);
    readonly Queue<PlayedInstance> told = [];
    readonly Queue<(PlayedInstance Instance, int Generation, HistoryEvent.TaskScheduled Call)> calls = [];
    readonly PriorityQueue<(PlayedInstance Instance, int Generation, int TaskId), DateTime> timers = new();
    int waits;

    /// <summary>The activities; set once the engine stands on this hub.</summary>
    public ActivityFunctions Activities { get; set; } = null!;

    /// <summary>Takes place when there is nothing to do but wait for the n-th time, before time passes.</summary>
    public Func<int, Task> BeforeWait { get; set; } = _ => Task.CompletedTask;

    /// <summary>Takes place after each activity.</summary>
    public Func<Task> AfterActivity { get; set; } = () => Task.CompletedTask;

    /// <summary>The histories of all generations of all instances there were, also of those purged.</summary>
    public List<Generation> Recorded { get; } = [];

    /// <summary>How often each activity was run.</summary>
    public SortedDictionary<string, int> Ran { get; } = new(StringComparer.Ordinal);

    /// <summary>Plays until nothing is left to do.</summary>
    public async Task PlayAsync()
    {
        while (true)
        {
            if (NextTold() is { } instance)
                Episode(instance);
            else if (calls.TryDequeue(out var call))
                await CallAsync(call.Instance, call.Generation, call.Call);
            else if (!await WaitAsync())
                return;
        }
    }

    public Task<bool> ScheduleAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(!instances.ContainsKey(instanceId) && Start(new PlayedInstance(instanceId, orchestration, clock.Now), Payload.Write(HostPayload.Of(input))));
    }

    public Task<bool> RestartAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(instances.TryGetValue(instanceId, out var present) && present.HasEnded
                && Start(new PlayedInstance(instanceId, orchestration, clock.Now), Payload.Write(HostPayload.Of(input))));
        }
    }

    public Task<bool> RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!instances.TryGetValue(instanceId, out var instance) || instance.HasEnded)
                return Task.FromResult(false);
            Tell(instance, new HistoryEvent.EventRaised(eventName, Payload.Write(HostPayload.Of(payload))));
            return Task.FromResult(true);
        }
    }

    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(instances.GetValueOrDefault(instanceId)?.ToState());
    }

    public async Task<InstanceState?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await GetAsync(instanceId, cancellationToken) is { Status: InstanceStatus.Completed or InstanceStatus.Failed } ended
            ? ended
            : throw new NotSupportedException("No one waits here: programs are played to their end.");
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. instances.Values
                .Where(one => !one.HasEnded && one.Id.StartsWith(idPrefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(one.Id, after) > 0))
                .Select(one => one.Id).Take(top)]);
        }
    }

    public Task<IReadOnlyList<string>> ListBrokenAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No one sweeps here.");

    public Task<int> PurgeAsync(string idPrefix, int top, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(instances.Values.Where(one => one.HasEnded && one.Id.StartsWith(idPrefix, StringComparison.Ordinal)).Select(one => one.Id).Take(top).ToList().Count(instances.Remove));
    }

    bool Start(PlayedInstance instance, string input)
    {
        instances[instance.Id] = instance;
        Begin(instance, input);
        return true;
    }

    void Begin(PlayedInstance instance, string input)
    {
        var generation = new Generation(instance.Id, []);
        instance.Generations.Add(generation);
        Recorded.Add(generation);
        instance.Inbox.Insert(0, new HistoryEvent.ExecutionStarted(instance.Name, input));
        told.Enqueue(instance);
    }

    void Tell(PlayedInstance instance, HistoryEvent what)
    {
        if (instance.HasEnded)
            return;
        instance.Inbox.Add(what);
        told.Enqueue(instance);
    }

    void Tell(PlayedInstance instance, int generation, HistoryEvent what)
    {
        // What an earlier generation asked for is no concern of a later one.
        if (instance.Generations.Count == generation)
            Tell(instance, what);
    }

    PlayedInstance? NextTold()
    {
        lock (gate)
        {
            while (told.TryDequeue(out var instance))
            {
                if (instance.Inbox.Count > 0)
                    return instance;
            }
            return null;
        }
    }

    /// <summary>One episode: what came since the last one is added to the history, and the code runs on all of it from the start.</summary>
    void Episode(PlayedInstance instance)
    {
        lock (gate)
        {
            var history = instance.Generations[^1].Events;
            var known = history.Count;
            history.Add(new HistoryEvent.OrchestratorStarted(clock.Now));
            history.AddRange(instance.Inbox);
            instance.Inbox.Clear();
            var came = Replayer.Run(instance.Id, history, known);
            var asked = came.Asked.Skip(history.Count(row => row.IsAction)).ToList();
            history.AddRange(asked);
            history.Add(new HistoryEvent.OrchestratorCompleted(came.CustomStatus));
            (instance.Status, instance.LastUpdatedAt) = (InstanceStatus.Running, clock.Now);
            instance.CustomStatus = came.CustomStatus ?? instance.CustomStatus;
            foreach (var action in asked)
                CarryOut(instance, action);
        }
    }

    void CarryOut(PlayedInstance instance, HistoryEvent action)
    {
        var generation = instance.Generations.Count;
        switch (action)
        {
            case HistoryEvent.TaskScheduled call:
                calls.Enqueue((instance, generation, call));
                break;
            case HistoryEvent.TimerCreated timer:
                timers.Enqueue((instance, generation, timer.Id), timer.FireAt);
                break;
            case HistoryEvent.ChildCreated child when !instances.TryGetValue(child.InstanceId, out var present) || present.HasEnded:
                Start(new PlayedInstance(child.InstanceId, child.Name, clock.Now) { Caller = (instance, generation, child.Id) }, child.Input);
                break;
            case HistoryEvent.ChildCreated child:
                throw new InvalidOperationException($"'{instance.Id}' starts the child '{child.InstanceId}', which runs already.");
            case HistoryEvent.EventSent sent:
                instance.Inbox.Add(new HistoryEvent.EventRaised(sent.Name, sent.Payload));
                break;
            case HistoryEvent.ContinuedAsNew next:
                Begin(instance, next.Input);
                break;
            case HistoryEvent.ExecutionCompleted completed:
                End(instance, InstanceStatus.Completed, completed.Result, id => new HistoryEvent.ChildCompleted(id, completed.Result));
                break;
            case HistoryEvent.ExecutionFailed failed:
                End(instance, InstanceStatus.Failed, Payload.Write(failed.Message), id => new HistoryEvent.ChildFailed(id, failed.ErrorType, failed.Message));
                break;
            default:
                throw new InvalidOperationException($"An action of an unknown kind: {action}.");
        }
    }

    void End(PlayedInstance instance, InstanceStatus status, string output, Func<int, HistoryEvent> answer)
    {
        (instance.Status, instance.Output) = (status, output);
        instance.Inbox.Clear();
        if (instance.Caller is { } caller)
            Tell(caller.Parent, caller.Generation, answer(caller.TaskId));
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever an activity throws is how it fails.")]
    async Task CallAsync(PlayedInstance instance, int generation, HistoryEvent.TaskScheduled call)
    {
        clock.Pass(ActivityTime);
        Ran[call.Name] = Ran.GetValueOrDefault(call.Name) + 1;
        HistoryEvent came;
        try
        {
            came = new HistoryEvent.TaskCompleted(call.Id, await Activities.RunAsync(call.Name, call.Input));
        }
        catch (Exception exception)
        {
            came = new HistoryEvent.TaskFailed(call.Id, exception.GetType().ToString(), exception.Message);
        }
        await AfterActivity();
        lock (gate)
            Tell(instance, generation, came);
    }

    /// <summary>Lets the next timer fire that an unfinished instance may wait for; false when there is none.</summary>
    async Task<bool> WaitAsync()
    {
        while (timers.TryPeek(out var next, out _) && (next.Instance.HasEnded || next.Instance.Generations.Count != next.Generation))
            timers.Dequeue();
        if (timers.Count == 0)
            return false;
        if (++waits > MostWaits)
            throw new InvalidOperationException($"The program waited {MostWaits} times, and '{timers.Peek().Instance.Id}' waits again: it never ends.");
        await BeforeWait(waits);
        if (told.Count > 0 || calls.Count > 0)
            return true;
        if (!timers.TryDequeue(out var timer, out var due))
            return false;
        clock.SetTo(due);
        lock (gate)
            Tell(timer.Instance, timer.Generation, new HistoryEvent.TimerFired(timer.TaskId));
        return true;
    }
}
