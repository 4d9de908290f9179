using System.Threading.Channels;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>Who wants to hear of changes. Each hears of the latest one it has not seen yet.</summary>
sealed class Watchers
{
    readonly Lock gate = new();
    readonly Dictionary<string, List<Channel<InstanceRecord>>> watching = new(StringComparer.Ordinal);
    Exception? closed;

    public Channel<InstanceRecord> Add(string instanceId)
    {
        var channel = Channel.CreateBounded<InstanceRecord>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (gate)
        {
            if (closed is not null)
                channel.Writer.TryComplete(closed);
            if (!watching.TryGetValue(instanceId, out var channels))
                watching.Add(instanceId, channels = []);
            channels.Add(channel);
        }
        return channel;
    }

    public void Remove(string instanceId, Channel<InstanceRecord> channel)
    {
        lock (gate)
        {
            if (watching.TryGetValue(instanceId, out var channels) && channels.Remove(channel) && channels.Count == 0)
                watching.Remove(instanceId);
        }
    }

    public void Publish(InstanceRecord record)
    {
        lock (gate)
        {
            foreach (var channel in watching.GetValueOrDefault(record.Id) ?? [])
                channel.Writer.TryWrite(record);
        }
    }

    public void Close(Exception reason)
    {
        lock (gate)
        {
            closed ??= reason;
            foreach (var channel in watching.Values.SelectMany(channels => channels))
                channel.Writer.TryComplete(reason);
        }
    }
}
