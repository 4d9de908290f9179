using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>Carries out an order on an instance that this process does not carry; one that it does by now gets the order itself.</summary>
sealed class OrderWrite(HostCore host, string instanceId, InstanceOrder order, TaskCompletionSource<bool> acknowledgement) : IWrite
{
    /// <summary>The instance as the order leaves it; null when it was not changed here.</summary>
    InstanceRecord? after;

    public void Apply(SqliteSession session)
    {
        if (host.Find(instanceId) is not null || InstanceRows.Find(session, instanceId) is not { HasEnded: false } before)
            return;
        var now = host.UtcNow;
        after = before.After(order) with { Revision = before.Revision + 1, UpdatedAt = now > before.UpdatedAt ? now : before.UpdatedAt };
        InstanceRows.Update(session, after);
        if (after.HasEnded)
            InstanceRows.DeleteWork(session, instanceId);
    }

    public void Committed()
    {
        // One that was taken in meanwhile may have been loaded as it was before; it would write that over this.
        if (host.Find(instanceId) is { } actor)
            actor.Post(new Message.Ordered(order, after is null ? acknowledgement : Once()));
        else
            acknowledgement.TrySetResult(after is not null);
        if (after is null)
            return;
        host.Watchers.Publish(after);
        if (after.HasEnded)
            host.Children.Ended(after);
    }

    public void Failed(Exception exception) => acknowledgement.TrySetException(exception);

    /// <summary>Acknowledges what was written here once the instance knows of it, whether or not it found itself ended by it.</summary>
    TaskCompletionSource<bool> Once()
    {
        var told = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = told.Task.ContinueWith(
            end =>
            {
                if (end.Exception is { InnerException: { } failure })
                    acknowledgement.TrySetException(failure);
                else
                    acknowledgement.TrySetResult(true);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return told;
    }
}
