namespace ArazzoDurable.Embedded.Execution;

/// <summary>
/// Keeps an orchestration's code within its turns: what is posted during a turn runs in that turn, in order, on its thread. What is posted
/// from elsewhere was caused by something that no history tells of, and is reported instead.
/// </summary>
sealed class TurnSynchronizationContext(Action astray) : SynchronizationContext
{
    readonly Queue<(SendOrPostCallback Callback, object? State)> posted = [];
    int thread;

    /// <summary>Whether the caller runs within a turn.</summary>
    public bool InTurn => Volatile.Read(ref thread) == Environment.CurrentManagedThreadId;

    /// <summary>Runs an action and all that it leads to.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        Volatile.Write(ref thread, Environment.CurrentManagedThreadId);
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
            Volatile.Write(ref thread, 0);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (InTurn)
            posted.Enqueue((d, state));
        else
            astray();
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (InTurn)
            d(state);
        else
            astray();
    }

    public override SynchronizationContext CreateCopy() => this;
}
