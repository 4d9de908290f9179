namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>Who waits for what this process appends to logs.</summary>
sealed class LogWaits
{
    readonly Lock gate = new();
    readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);

    /// <summary>How many logs are waited for.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>Begins to wait for entries of a run; what is appended from now on is not missed.</summary>
    public Wait Begin(string runId)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(runId, out var next))
                waiting.Add(runId, next = new Waiting());
            next.Readers++;
            return new Wait(this, runId, next);
        }
    }

    public void Appended(string runId)
    {
        lock (gate)
        {
            if (waiting.Remove(runId, out var next))
                next.Appended.SetResult();
        }
    }

    void End(string runId, Waiting next)
    {
        lock (gate)
        {
            if (--next.Readers == 0 && waiting.TryGetValue(runId, out var present) && ReferenceEquals(present, next))
                waiting.Remove(runId);
        }
    }

    /// <summary>Waits for the next entries of a run, until it is disposed.</summary>
    public sealed class Wait : IDisposable
    {
        readonly LogWaits waits;
        readonly string runId;
        readonly Waiting next;

        internal Wait(LogWaits waits, string runId, Waiting next)
        {
            this.waits = waits;
            this.runId = runId;
            this.next = next;
        }

        /// <summary>Ends when entries were appended.</summary>
        public Task Appended => next.Appended.Task;

        public void Dispose() => waits.End(runId, next);
    }

    internal sealed class Waiting
    {
        public TaskCompletionSource Appended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Readers { get; set; }
    }
}
