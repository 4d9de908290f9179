using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Activities;

/// <summary>Runs activities, so many at once, and tells their instances how they ended.</summary>
sealed class ActivityRunner(HostCore host, int limit) : IDisposable
{
    readonly Lock gate = new();
    readonly Queue<(TaskKey Task, Request.Activity Activity)> waiting = [];
    readonly CancellationTokenSource stop = new();
    readonly AsyncLocal<List<IWrite>?> writes = new();
    readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int running;

    /// <summary>Ends when, after the stop, no activity runs.</summary>
    public Task Idle => idle.Task;

    /// <summary>Has something written with the end of the activity that calls; gives whether there is one.</summary>
    public bool TryWriteWithEnd(IWrite write)
    {
        if (writes.Value is not { } gathered)
            return false;
        lock (gathered)
            gathered.Add(write);
        return true;
    }

    public void Run(TaskKey task, Request.Activity activity)
    {
        lock (gate)
        {
            if (host.Closing)
                return;
            if (running == limit)
            {
                waiting.Enqueue((task, activity));
                return;
            }
            running++;
            host.UnderWay.Begin();
        }
        ThreadPool.UnsafeQueueUserWorkItem(RunAll, (task, activity), preferLocal: false);
    }

    /// <summary>Cancels those that run; their ends are not recorded. The host is stopping by now.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (running == 0)
                idle.TrySetResult();
        }
        stop.Cancel();
    }

    public void Dispose() => stop.Dispose();

    /// <summary>Runs an activity, then those that wait for its place.</summary>
    async void RunAll((TaskKey Task, Request.Activity Activity) next)
    {
        do
            await RunAsync(next.Task, next.Activity);
        while (TryNext(out next));
        host.UnderWay.End();
    }

    bool TryNext(out (TaskKey Task, Request.Activity Activity) next)
    {
        lock (gate)
        {
            if (!host.Closing && waiting.TryDequeue(out next))
                return true;
            next = default;
            if (--running == 0 && host.Stopping)
                idle.TrySetResult();
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever the activity throws is how it failed.")]
    async Task RunAsync(TaskKey task, Request.Activity activity)
    {
        Message.TaskEnded ended;
        List<IWrite> gathered = [];
        try
        {
            var body = host.Registry.FindActivity(activity.ActivityName)
                ?? throw new InvalidOperationException($"No activity is registered under '{activity.ActivityName}'.");
            writes.Value = gathered;
            ended = new(task.Generation, HistoryKind.ActivityCompleted, task.TaskId, await body(activity.Input, host.Json, stop.Token)) { Writes = gathered };
        }
        catch (Exception exception)
        {
            ended = new(task.Generation, HistoryKind.ActivityFailed, task.TaskId, Failure.Of(exception).Write());
        }
        if (!host.Stopping)
            task.Instance.Post(ended);
    }
}
