using System.Globalization;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Tests.Orchestrations;

/// <summary>
/// Runs an orchestration against scripted activities and children, and holds it to the rules of waiting. When it waits, the next happening
/// of the test takes place: <c>timer</c>, or <c>word N</c>, the owner's word with its epoch, a second later.
/// </summary>
/// <param name="answer">What an activity or a child gives for its input.</param>
sealed class PlayedContext(Func<object, object?> answer) : IOrchestrationContext
{
    readonly Queue<int> kept = new();
    TaskCompletionSource<int>? waiter;
    TaskCompletionSource? timer;
    DateTime due;
    object? next;

    /// <summary>What the orchestration asked for, in order.</summary>
    public List<string> Actions { get; } = [];

    /// <summary>What activities and children were given, in order.</summary>
    public List<object> Inputs { get; } = [];

    /// <summary>The most rows that one generation has had in its history.</summary>
    public int MostRows { get; private set; }

    public int Generations { get; private set; }

    public string InstanceId => "x";

    public DateTime CurrentUtcDateTime { get; private set; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public bool IsReplaying => false;

    /// <summary>Runs all generations; gives the result of the last one.</summary>
    public async Task<TResult> RunAsync<TInput, TResult>(
        Func<IOrchestrationContext, TInput, Task<TResult>> orchestration, TInput input, params IEnumerable<string> happenings)
    {
        var left = new Queue<string>(happenings);
        while (true)
        {
            Generations++;
            next = null;
            var before = Actions.Count;
            var running = orchestration(this, input);
            while (!running.IsCompleted)
                Happen(left.Dequeue());
            var result = await running;
            timer.ShouldBeNull("a timer that lost was not cancelled");
            MostRows = Math.Max(MostRows, Actions.Count - before);
            if (next is null)
            {
                left.ShouldBeEmpty();
                return result;
            }
            (input, waiter) = ((TInput)next, null);
        }
    }

    /// <summary>Raises the owner's word.</summary>
    public void Raise(int epoch)
    {
        if (waiter is { Task.IsCompleted: false } waiting)
            waiting.SetResult(epoch);
        else
            kept.Enqueue(epoch);
    }

    public Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input) => Answer<TResult>(name, input!);

    public Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId) => Answer<TResult>($"{name} {instanceId}", input!);

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        timer.ShouldBeNull("one timer at a time");
        due = fireAt;
        timer = new TaskCompletionSource();
        Actions.Add(string.Create(CultureInfo.InvariantCulture, $"timer {(fireAt - CurrentUtcDateTime).TotalMilliseconds}"));
        cancellationToken.Register(() => timer = null);
        return timer.Task;
    }

    public Task<TPayload> WaitForExternalEvent<TPayload>(string eventName)
    {
        eventName.ShouldBe("control");
        (waiter is { Task.IsCompleted: false }).ShouldBeFalse("one waiter at a time");
        Actions.Add("wait");
        waiter = new TaskCompletionSource<int>();
        if (kept.TryDequeue(out var epoch))
            waiter.SetResult(epoch);
        return (Task<TPayload>)(object)waiter.Task;
    }

    public void SetCustomStatus<TStatus>(TStatus status) => Actions.Add("publish");

    public void ContinueAsNew<TInput>(TInput input)
    {
        timer.ShouldBeNull("nothing is in flight at a continue-as-new");
        Actions.Add("continue as new");
        next = input;
    }

    public Guid NewGuid() => throw new NotSupportedException("No orchestration makes GUIDs.");

    Task<TResult> Answer<TResult>(string what, object input)
    {
        Actions.Add(what);
        Inputs.Add(input);
        try
        {
            return Task.FromResult((TResult)answer(input)!);
        }
        catch (TaskFaultedException fault)
        {
            return Task.FromException<TResult>(fault);
        }
    }

    void Happen(string what)
    {
        if (what == "timer")
        {
            var fired = timer.ShouldNotBeNull("a timer to fire");
            (timer, CurrentUtcDateTime) = (null, due);
            fired.SetResult();
            return;
        }
        CurrentUtcDateTime = CurrentUtcDateTime.AddSeconds(1);
        Raise(int.Parse(what["word ".Length..], CultureInfo.InvariantCulture));
    }
}
