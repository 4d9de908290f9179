using System.Collections.Immutable;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>What may be done from outside to the instances of an embedded host.</summary>
sealed class EmbeddedAdministration(HostCore host) : IInstanceAdministration
{
    /// <summary>How many bytes of inputs, statuses and outputs a page has at the most, but for its last instance.</summary>
    public const int PageBytes = 4 * 1024 * 1024;

    /// <summary>So many rows are read at once.</summary>
    const int ChunkSize = 32;

    public Task<InstancePage> ListAsync(InstanceFilter filter, string? after, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var instances = ImmutableArray.CreateBuilder<InstanceState>();
        var bytes = 0L;
        var last = after ?? "";
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wanted = Math.Min(ChunkSize, top - instances.Count);
            var chunk = host.Database.Read(session => InstanceRows.List(session, filter, last, wanted));
            foreach (var record in chunk)
            {
                instances.Add(record.ToState());
                last = record.Id;
                bytes += record.Bytes;
                if (bytes >= PageBytes || instances.Count == top)
                    return Task.FromResult(new InstancePage(instances.ToImmutable(), last));
            }
            if (chunk.Count < wanted)
                return Task.FromResult(new InstancePage(instances.ToImmutable(), null));
        }
    }

    public async Task<bool> CommandAsync(string instanceId, InstanceCommand command, string? reason, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var order = new InstanceOrder(command, reason);
        var acknowledgement = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (host.Find(instanceId) is { } actor)
            actor.Post(new Message.Ordered(order, acknowledgement));
        else
            host.Writer.Enqueue(new OrderWrite(host, instanceId, order, acknowledgement));
        return await acknowledgement.Task.WaitAsync(cancellationToken);
    }

    public async Task<int> PurgeAsync(ImmutableArray<string> instanceIds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new PurgeOfWrite(instanceIds);
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken);
    }
}
