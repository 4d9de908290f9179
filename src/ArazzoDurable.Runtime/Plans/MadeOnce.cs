using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>What is costly to make, made once for all who ask for it at the same time or later, as long as there is room for it.</summary>
/// <param name="capacity">How many are kept.</param>
/// <param name="isKept">Whether one is worth keeping; else it is made anew when it is asked for again.</param>
sealed class MadeOnce<TKey, TValue>(int capacity, Func<TValue, bool> isKept)
    where TKey : notnull
{
    readonly Lock gate = new();
    readonly RecentlyUsed<TKey, Lazy<Task<TValue>>> kept = new(capacity);

    /// <summary>What is kept or being made under a key; null when nothing is.</summary>
    public Task<TValue>? Find(TKey key)
    {
        lock (gate)
            return kept.TryGet(key, out var known) ? known.Value : null;
    }

    /// <summary>What is kept under a key, or is made now. Who gives up does not stop the making, for others may wait for it.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> make, CancellationToken cancellationToken)
    {
        Lazy<Task<TValue>>? making;
        lock (gate)
        {
            if (!kept.TryGet(key, out making))
                kept.Set(key, making = new Lazy<Task<TValue>>(() => MakeAsync(key, make)));
        }
        return await making.Value.WaitAsync(cancellationToken);
    }

    async Task<TValue> MakeAsync(TKey key, Func<Task<TValue>> make)
    {
        // Off the lock of the lazy value, and not before it is in its place.
        await Task.Yield();
        var isWorthIt = false;
        try
        {
            var made = await make();
            isWorthIt = isKept(made);
            return made;
        }
        finally
        {
            if (!isWorthIt)
                Forget(key);
        }
    }

    void Forget(TKey key)
    {
        lock (gate)
            kept.Remove(key);
    }
}
