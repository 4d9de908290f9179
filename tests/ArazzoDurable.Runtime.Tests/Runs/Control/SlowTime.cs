namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>A clock by which a minute goes by whenever somebody looks how long something takes.</summary>
sealed class SlowTime : TimeProvider
{
    long looks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Increment(ref looks) * TimeSpan.TicksPerMinute;
}
