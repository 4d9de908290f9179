using ArazzoDurable.Embedded.Execution;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>Keeps the number of instances in memory within its limit, by dropping those that were idle longest.</summary>
sealed class LiveInstances(int limit)
{
    readonly Lock gate = new();
    readonly LinkedList<InstanceActor> idle = [];
    readonly Dictionary<InstanceActor, LinkedListNode<InstanceActor>> places = [];
    int count;

    /// <summary>How many are in memory.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return count;
        }
    }

    public void Loaded()
    {
        lock (gate)
            count++;
    }

    public void Retired(InstanceActor actor)
    {
        lock (gate)
        {
            count--;
            Forget(actor);
        }
    }

    public void Idle(InstanceActor actor)
    {
        lock (gate)
        {
            Forget(actor);
            places.Add(actor, idle.AddLast(actor));
            while (count > limit && idle.First is { Value: var oldest })
            {
                Forget(oldest);
                if (oldest.TryEvict())
                    count--;
            }
        }
    }

    void Forget(InstanceActor actor)
    {
        if (places.Remove(actor, out var place))
            idle.Remove(place);
    }
}
