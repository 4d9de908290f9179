namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>A clock that stands still but for its delays, which are over at once and written down, as timeouts are, which never come.</summary>
sealed class PatientTime : TimeProvider
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Lock gate = new();

    public List<TimeSpan> Delays { get; } = [];

    /// <summary>How long the timeouts were that were set, and then changed.</summary>
    public List<TimeSpan> Timeouts { get; } = [];

    /// <summary>How much time has passed, apart from the delays.</summary>
    public TimeSpan Passed { get; set; }

    public override DateTimeOffset GetUtcNow() => Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate)
            return (Passed + TimeSpan.FromTicks(Delays.Sum(delay => delay.Ticks))).Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource)
        {
            Keep(Timeouts, dueTime);
            return new Timer(dueTime => Keep(Timeouts, dueTime));
        }
        Keep(Delays, dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Timer(_ => { });
    }

    void Keep(List<TimeSpan> times, TimeSpan time)
    {
        lock (gate)
            times.Add(time);
    }

    sealed class Timer(Action<TimeSpan> changed) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            changed(dueTime);
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
