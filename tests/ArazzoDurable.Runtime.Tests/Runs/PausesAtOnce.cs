namespace ArazzoDurable.Runtime.Tests.Runs;

/// <summary>A clock whose pauses are over at once, and written down.</summary>
sealed class PausesAtOnce : TimeProvider
{
    public List<TimeSpan> Pauses { get; } = [];

    /// <summary>What happens in a pause, by its number from 1.</summary>
    public (int Number, Action Act)? At { get; init; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pauses.Add(dueTime);
        if (At is { } at && at.Number == Pauses.Count)
            at.Act();
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
