using ArazzoDurable.Embedded.Execution;

namespace ArazzoDurable.Embedded.Timers;

/// <summary>All armed timers, behind one timer of the clock.</summary>
sealed class TimerQueue : IDisposable
{
    /// <summary>The clock may be set while a timer runs, so it is looked at this often while something waits.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    const int SlackBeforeCompacting = 64;

    readonly Lock gate = new();
    readonly TimeProvider clock;
    readonly ITimer timer;
    readonly Dictionary<TaskKey, DateTime> armed = [];
    PriorityQueue<TaskKey, (DateTime FireAt, long Order)> queue = new();
    long order;
    bool stopped;

    public TimerQueue(TimeProvider clock)
    {
        this.clock = clock;
        timer = clock.CreateTimer(static state => ((TimerQueue)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Arm(TaskKey key, DateTime fireAt)
    {
        lock (gate)
        {
            armed[key] = fireAt;
            queue.Enqueue(key, (fireAt, order++));
            if (queue.Peek() == key)
                Wind();
        }
    }

    public void Disarm(TaskKey key)
    {
        lock (gate)
        {
            if (armed.Remove(key) && queue.Count > (2 * armed.Count) + SlackBeforeCompacting)
                Compact();
        }
    }

    /// <summary>No timer fires any more.</summary>
    public void Stop()
    {
        lock (gate)
            stopped = true;
    }

    public void Dispose() => timer.Dispose();

    void Fire()
    {
        List<TaskKey> due;
        lock (gate)
        {
            if (stopped)
                return;
            due = TakeDue(clock.GetUtcNow().UtcDateTime);
            Wind();
        }
        foreach (var key in due)
            key.Instance.Post(new Message.TaskEnded(key.Generation, HistoryKind.TimerFired, key.TaskId, Payload: null));
    }

    List<TaskKey> TakeDue(DateTime now)
    {
        var due = new List<TaskKey>();
        while (queue.TryPeek(out var key, out var place) && (place.FireAt <= now || !armed.ContainsKey(key)))
        {
            queue.Dequeue();
            if (armed.TryGetValue(key, out var fireAt) && fireAt == place.FireAt && armed.Remove(key))
                due.Add(key);
        }
        return due;
    }

    void Wind()
    {
        if (stopped || !queue.TryPeek(out _, out var place))
            return;
        var wait = place.FireAt - clock.GetUtcNow().UtcDateTime;
        // Rounded up to the clock's milliseconds, lest it fires before its time and again at once.
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LongestWait.TotalMilliseconds)));
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    void Compact()
    {
        var left = new PriorityQueue<TaskKey, (DateTime, long)>(armed.Count);
        foreach (var (key, place) in queue.UnorderedItems)
        {
            if (armed.ContainsKey(key))
                left.Enqueue(key, place);
        }
        queue = left;
    }
}
