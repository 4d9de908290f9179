namespace ArazzoDurable.Client.Tests.Fakes;

/// <summary>A clock on which every pause of up to 75 seconds is over at once, and moves the time. Longer timers never ring by themselves.</summary>
sealed class QuickTime : TimeProvider
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(75);

    readonly Lock gate = new();
    DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The pauses that were made.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan by)
    {
        lock (gate)
            now += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= Longest)
        {
            lock (gate)
            {
                Pauses.Add(dueTime);
                now += dueTime;
            }
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return new Silent();
    }

    sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
