using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Orchestrations;

/// <summary>
/// Runs the Workflow orchestration against a scripted activity. When it waits, the next happening of the test takes place: a timer fires,
/// or an event comes after some milliseconds.
/// </summary>
sealed class ScriptedContext(Func<StepCall, StepTurn> activity) : IOrchestrationContext
{
    readonly Queue<int> buffered = new();
    TaskCompletionSource<int>? waiter;
    TaskCompletionSource? timer;
    DateTime due;
    WorkflowInput? next;

    /// <summary>What the orchestration asked for, in order.</summary>
    public List<string> Actions { get; } = [];

    public List<StepCall> Calls { get; } = [];

    /// <summary>What children were given.</summary>
    public Dictionary<string, WorkflowInput> Inputs { get; } = [];

    public List<JsonElement> Statuses { get; } = [];

    public int Generations { get; private set; }

    /// <summary>What a child gives.</summary>
    public Func<JsonElement> Child { get; init; } = () => JsonElement.Parse("{}");

    /// <summary>Children by instance that end when the test says so; others end at once.</summary>
    public Dictionary<string, TaskCompletionSource<JsonElement>> Children { get; init; } = [];

    public string InstanceId => "run";

    public DateTime CurrentUtcDateTime { get; private set; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public bool IsReplaying => false;

    /// <summary>Runs it. A happening is <c>timer</c>, <c>noise</c>, which is a word that is no number, or after how many milliseconds the owner's word comes.</summary>
    public async Task<JsonElement> RunAsync(WorkflowInput input, params string[] happenings)
    {
        var left = new Queue<string>(happenings);
        while (true)
        {
            Generations++;
            (next, waiter, timer) = (null, null, null);
            var running = WorkflowOrchestration.RunAsync(this, input);
            while (!running.IsCompleted)
                Happen(left.Dequeue());
            var output = await running;
            if (next is null)
            {
                left.ShouldBeEmpty();
                return output;
            }
            input = next;
        }
    }

    /// <summary>Raises the owner's word.</summary>
    public void Raise()
    {
        if (waiter is { } waiting)
        {
            waiter = null;
            waiting.SetResult(1);
        }
        else
        {
            buffered.Enqueue(1);
        }
    }

    public Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input)
    {
        var call = (StepCall)(object)input!;
        Actions.Add(call.RemainingMs > 0 ? $"step, {call.RemainingMs} left" : "step");
        Calls.Add(call);
        try
        {
            return Task.FromResult((TResult)(object)activity(call));
        }
        catch (TaskFaultedException fault)
        {
            return Task.FromException<TResult>(fault);
        }
    }

    public Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId)
    {
        Actions.Add($"child {instanceId}");
        Inputs[instanceId] = (WorkflowInput)(object)input!;
        if (Children.TryGetValue(instanceId, out var child))
            return (Task<TResult>)(object)child.Task;
        try
        {
            return Task.FromResult((TResult)(object)Child());
        }
        catch (TaskFaultedException fault)
        {
            return Task.FromException<TResult>(fault);
        }
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        timer.ShouldBeNull("one timer at a time");
        due = fireAt;
        timer = new TaskCompletionSource();
        Actions.Add(string.Create(CultureInfo.InvariantCulture, $"timer {(fireAt - CurrentUtcDateTime).TotalMilliseconds}"));
        cancellationToken.Register(() =>
        {
            Actions.Add("timer cancelled");
            timer = null;
        });
        return timer.Task;
    }

    public Task<TPayload> WaitForExternalEvent<TPayload>(string eventName)
    {
        eventName.ShouldBe(WorkflowOrchestration.ControlEvent);
        waiter.ShouldBeNull("one waiter at a time");
        Actions.Add("wait");
        if (buffered.TryDequeue(out var kept))
            return Task.FromResult((TPayload)(object)kept);
        waiter = new TaskCompletionSource<int>();
        return (Task<TPayload>)(object)waiter.Task;
    }

    public void SetCustomStatus<TStatus>(TStatus status) => Statuses.Add(JsonSerializer.SerializeToElement((Runtime.Runs.RunStatus)(object)status!, RuntimeJson.Default.RunStatus));

    public void ContinueAsNew<TInput>(TInput input)
    {
        Actions.Add("continue as new");
        next = (WorkflowInput)(object)input!;
    }

    public Guid NewGuid() => throw new NotSupportedException("The walk makes no GUIDs.");

    void Happen(string what)
    {
        if (what.StartsWith("end ", StringComparison.Ordinal))
            Children[what["end ".Length..]].SetResult(JsonElement.Parse($"\"{what}\""));
        else if (what.StartsWith("break ", StringComparison.Ordinal))
            Children[what["break ".Length..]].SetException(new TaskFaultedException("Workflow", "System.Exception", "gone"));
        else if (what == "noise")
        {
            var waiting = waiter.ShouldNotBeNull("somebody who listens");
            waiter = null;
            waiting.SetException(new JsonException("It is no number."));
        }
        else if (what == "timer")
        {
            var fired = timer.ShouldNotBeNull("a timer to fire");
            timer = null;
            CurrentUtcDateTime = due;
            fired.SetResult();
        }
        else
        {
            CurrentUtcDateTime = CurrentUtcDateTime.AddMilliseconds(int.Parse(what, CultureInfo.InvariantCulture));
            Raise();
        }
    }
}
