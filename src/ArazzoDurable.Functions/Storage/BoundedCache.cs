using System.Diagnostics.CodeAnalysis;

namespace ArazzoDurable.Functions.Storage;

/// <summary>Values by their keys, within a budget: beyond it, those that were not used for longest are forgotten. For any number of threads.</summary>
/// <param name="budget">What the values may cost together; one that costs more is kept alone.</param>
sealed class BoundedCache<TKey, TValue>(long budget)
    where TKey : notnull
{
    readonly Lock gate = new();
    readonly Dictionary<TKey, LinkedListNode<Entry>> nodes = [];
    readonly LinkedList<Entry> byUse = new();
    long spent;

    /// <summary>The value under a key, which counts as a use.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }
            byUse.Remove(node);
            byUse.AddLast(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>The value under a key; one that is made now, when there is none.</summary>
    public TValue GetOrAdd(TKey key, Func<TValue> make, long cost)
    {
        lock (gate)
        {
            if (TryGet(key, out var value))
                return value;
            value = make();
            Set(key, value, cost);
            return value;
        }
    }

    /// <summary>Puts a value under a key, over any that is there.</summary>
    public void Set(TKey key, TValue value, long cost)
    {
        lock (gate)
        {
            Remove(key);
            nodes[key] = byUse.AddLast(new Entry(key, value, cost));
            spent += cost;
            while (spent > budget && nodes.Count > 1)
                Remove(byUse.First!.Value.Key);
        }
    }

    /// <summary>Says what a value costs by now; does nothing when it is no longer the one under its key.</summary>
    public void Recount(TKey key, TValue value, long cost)
    {
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var node) && EqualityComparer<TValue>.Default.Equals(node.Value.Value, value))
                Set(key, value, cost);
        }
    }

    /// <summary>Forgets the value under a key; does nothing when there is none.</summary>
    public void Remove(TKey key)
    {
        lock (gate)
        {
            if (!nodes.Remove(key, out var node))
                return;
            byUse.Remove(node);
            spent -= node.Value.Cost;
        }
    }

    readonly record struct Entry(TKey Key, TValue Value, long Cost);
}
