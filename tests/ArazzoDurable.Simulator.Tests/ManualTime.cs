namespace ArazzoDurable.Simulator.Tests;

/// <summary>A clock whose one timer goes off when the test says so.</summary>
sealed class ManualTime : TimeProvider
{
    readonly TaskCompletionSource<TimeSpan> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Action? fire;

    /// <summary>Completes with the due time of the first timer.</summary>
    internal Task<TimeSpan> NextTimer => asked.Task;

    internal void Fire() => fire!();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        fire = () => callback(state);
        asked.TrySetResult(dueTime);
        return new Timer();
    }

    sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
