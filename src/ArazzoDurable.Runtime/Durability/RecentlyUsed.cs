using System.Diagnostics.CodeAnalysis;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>Values by their keys, as many as there is room for: a further one takes the place of the one that was not used for longest. For one thread at a time.</summary>
/// <param name="capacity">How many there is room for.</param>
sealed class RecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
{
    readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = [];
    readonly LinkedList<(TKey Key, TValue Value)> byUse = new();

    /// <summary>The value under a key, which counts as a use.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
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

    /// <summary>Puts a value under a key, over any that is there.</summary>
    public void Set(TKey key, TValue value)
    {
        Remove(key);
        if (nodes.Count == capacity)
            Remove(byUse.First!.Value.Key);
        nodes[key] = byUse.AddLast((key, value));
    }

    /// <summary>Removes the value under a key; does nothing when there is none.</summary>
    public void Remove(TKey key)
    {
        if (nodes.Remove(key, out var node))
            byUse.Remove(node);
    }
}
