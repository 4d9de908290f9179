namespace ArazzoDurable.Embedded.Tests.Clocks;

/// <summary>A clock on which every wait is over at once: it jumps to whatever a timer is set to.</summary>
public sealed class EagerClock : TimeProvider
{
    readonly Lock gate = new();
    DateTimeOffset now = ManualClock.Start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new EagerTimer(this, callback, state);

    void Jump(TimeSpan by)
    {
        lock (gate)
            now += by;
    }

    sealed class EagerTimer(EagerClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            clock.Jump(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
