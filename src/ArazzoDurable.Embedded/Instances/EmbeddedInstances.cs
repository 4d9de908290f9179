using System.Runtime.CompilerServices;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>The instances of an embedded host.</summary>
sealed class EmbeddedInstances(HostCore host) : IInstances
{
    public async Task<bool> ScheduleAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new ScheduleWrite(host, New(orchestration, instanceId, input));
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken);
    }

    public async Task<bool> RestartAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new RestartWrite(host, New(orchestration, instanceId, input));
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken) is not null;
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Task.FromResult<IReadOnlyList<string>>(host.Database.Read(session => InstanceRows.Unfinished(session, idPrefix, after ?? "", top)));
    }

    public Task<IReadOnlyList<string>> ListBrokenAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Task.FromResult<IReadOnlyList<string>>(host.Database.Read(session => InstanceRows.Broken(session, idPrefix, after ?? "", top)));
    }

    public async Task<int> PurgeAsync(string idPrefix, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var write = new PurgeWrite(idPrefix, top);
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken);
    }

    public async Task<bool> RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        cancellationToken.ThrowIfCancellationRequested();
        var entry = new InboxEntry(eventName, Payload.Write(payload, host.Json));
        if (host.Find(instanceId) is { } actor)
        {
            var acknowledgement = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            actor.Post(new Message.EventRaised(entry, acknowledgement));
            return await acknowledgement.Task.WaitAsync(cancellationToken);
        }
        var write = new InboxWrite(host, instanceId, entry);
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken);
    }

    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult(Find(instanceId)?.ToState());

    public async Task<InstanceState?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken)
    {
        InstanceState? last = null;
        await foreach (var state in WatchAsync(instanceId, cancellationToken))
            last = state;
        return last;
    }

    public async IAsyncEnumerable<InstanceState> WatchAsync(string instanceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Before the present state is read, so that no change falls between.
        var changes = host.Watchers.Add(instanceId);
        try
        {
            var record = Find(instanceId);
            if (record is null)
                yield break;
            yield return record.ToState();
            while (!record.HasEnded)
            {
                await changes.Reader.WaitToReadAsync(cancellationToken);
                if (!changes.Reader.TryRead(out var next) || next.Revision <= record.Revision)
                    continue;
                record = next;
                yield return record.ToState();
            }
        }
        finally
        {
            host.Watchers.Remove(instanceId, changes);
        }
    }

    InstanceRecord New<TInput>(string orchestration, string instanceId, TInput input)
    {
        InstanceId.Check(instanceId);
        return host.Registry.FindOrchestration(orchestration) is null
            ? throw new ArgumentException($"No orchestration is registered under '{orchestration}'.", nameof(orchestration))
            : InstanceRecord.New(instanceId, orchestration, Payload.Write(input, host.Json), parent: null, host.UtcNow);
    }

    InstanceRecord? Find(string instanceId) => host.Database.Read(session => InstanceRows.Find(session, instanceId));
}
