using ArazzoDurable.Functions.Storage.Blobs;

namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>A clock that stands still. Delays are over at once, and written down; timeouts never come.</summary>
sealed class PatientTime : TimeProvider
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Delays { get; } = [];

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= BlobRetries.AttemptTimeout)
            return new Timer();
        Delays.Add(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Timer();
    }

    sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
