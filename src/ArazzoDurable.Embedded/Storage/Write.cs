namespace ArazzoDurable.Embedded.Storage;

/// <summary>A write whose result is awaited by who asked for it.</summary>
abstract class Write<TResult> : IWrite
{
    readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TResult result = default!;

    /// <summary>Ends when it is durable.</summary>
    public Task<TResult> Completion => completion.Task;

    public void Apply(SqliteSession session) => result = Perform(session);

    public void Committed()
    {
        Publish(result);
        completion.TrySetResult(result);
    }

    public void Failed(Exception exception) => completion.TrySetException(exception);

    protected abstract TResult Perform(SqliteSession session);

    /// <summary>What has to happen after the commit, before the acknowledgement.</summary>
    protected virtual void Publish(TResult committed)
    {
    }
}
