namespace ArazzoDurable.Embedded.Events;

/// <summary>Who waits for new entries of logs.</summary>
sealed class LogReaders
{
    readonly Lock gate = new();
    readonly Dictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);
    Exception? closed;

    /// <summary>Ends when an entry is appended to the log of a run from now on.</summary>
    public Task NextAsync(string run)
    {
        lock (gate)
        {
            if (closed is not null)
                return Task.FromException(closed);
            if (!waiting.TryGetValue(run, out var next))
                waiting.Add(run, next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return next.Task;
        }
    }

    public void Appended(string run)
    {
        lock (gate)
        {
            if (waiting.Remove(run, out var next))
                next.SetResult();
        }
    }

    public void Close(Exception reason)
    {
        lock (gate)
        {
            closed ??= reason;
            foreach (var next in waiting.Values)
                next.TrySetException(reason);
            waiting.Clear();
        }
    }
}
