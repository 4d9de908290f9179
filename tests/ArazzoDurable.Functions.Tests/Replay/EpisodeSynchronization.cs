namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Keeps an orchestrator's code on the one thread of its episode: what is posted from elsewhere was caused by what no history tells of.</summary>
sealed class EpisodeSynchronization : SynchronizationContext
{
    readonly Queue<(SendOrPostCallback Callback, object? State)> posted = [];
    readonly int thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether something came from outside the episode.</summary>
    public bool WentAstray { get; private set; }

    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
            while (posted.TryDequeue(out var next))
                next.Callback(next.State);
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == thread)
            posted.Enqueue((d, state));
        else
            WentAstray = true;
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing is sent within an episode.");

    public override SynchronizationContext CreateCopy() => this;
}
