namespace ArazzoDurable.Embedded.Execution;

/// <summary>
/// Counts the activities and the turns under way, a turn until its commit is carried out. An activity or a turn that sets another under
/// way counts until it has done so, so at nought nothing follows but what comes from outside.
/// </summary>
sealed class WorkUnderWay
{
    readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The host itself counts as one, until it closes.</summary>
    int count = 1;

    /// <summary>Ends when, after <see cref="Close"/>, nothing was under way.</summary>
    public Task Done => done.Task;

    public void Begin() => Interlocked.Increment(ref count);

    public void End()
    {
        if (Interlocked.Decrement(ref count) == 0)
            done.TrySetResult();
    }

    /// <summary>Nothing new comes from the host. To be called once.</summary>
    public void Close() => End();
}
