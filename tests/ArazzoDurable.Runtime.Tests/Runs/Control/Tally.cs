namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>Counts, and tells when it has come so far.</summary>
sealed class Tally
{
    readonly Lock sync = new();
    readonly List<(int Count, TaskCompletionSource Reached)> awaited = [];
    int count;

    public void Add()
    {
        lock (sync)
        {
            count++;
            foreach (var (_, reached) in awaited.Where(each => each.Count <= count))
                reached.TrySetResult();
        }
    }

    /// <summary>Returns when it has come so far.</summary>
    public Task ReachedAsync(int wanted)
    {
        lock (sync)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (count >= wanted)
                reached.SetResult();
            else
                awaited.Add((wanted, reached));
            return reached.Task.WaitAsync(ControlBench.Patience);
        }
    }
}
