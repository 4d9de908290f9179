namespace ArazzoDurable.Embedded.Events;

/// <summary>Who waits for new entries of logs.</summary>
sealed class LogReaders
{
    readonly Lock gate = new();
    readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);
    Exception? closed;

    /// <summary>How many logs are waited for.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>Returns when an entry is appended to the log of a run, and at once if there is one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isThere">Whether there is one already; asked when none can be missed any more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WaitAsync(string run, Func<bool> isThere, CancellationToken cancellationToken)
    {
        var next = Enter(run);
        try
        {
            if (!isThere())
                await next.Appended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(run, next);
        }
    }

    public void Appended(string run)
    {
        lock (gate)
        {
            if (waiting.Remove(run, out var next))
                next.Appended.SetResult();
        }
    }

    public void Close(Exception reason)
    {
        lock (gate)
        {
            closed ??= reason;
            foreach (var next in waiting.Values)
                next.Appended.TrySetException(reason);
            waiting.Clear();
        }
    }

    Waiting Enter(string run)
    {
        lock (gate)
        {
            if (closed is not null)
                throw closed;
            if (!waiting.TryGetValue(run, out var next))
                waiting.Add(run, next = new Waiting());
            next.Readers++;
            return next;
        }
    }

    void Leave(string run, Waiting next)
    {
        lock (gate)
        {
            if (--next.Readers == 0 && waiting.TryGetValue(run, out var present) && ReferenceEquals(present, next))
                waiting.Remove(run);
        }
    }

    sealed class Waiting
    {
        public TaskCompletionSource Appended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Readers { get; set; }
    }
}
