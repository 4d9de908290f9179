namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>A clock that is set forward by what is waited for, so that days pass in no time. No timer of the process fires: nothing takes longer than it may.</summary>
sealed class VirtualClock : TimeProvider
{
    long ticks = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public DateTime Now => new(Volatile.Read(ref ticks), DateTimeKind.Utc);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Volatile.Read(ref ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Sleeper();

    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    public void SetTo(DateTime time)
    {
        if (time > Now)
            Volatile.Write(ref ticks, time.Ticks);
    }

    sealed class Sleeper : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
