namespace ArazzoDurable.Simulator.Answers;

/// <summary>A dictionary that forgets its oldest entries. Not safe for several threads.</summary>
/// <param name="capacity">How many entries it keeps.</param>
sealed class Recent<TKey, TValue>(int capacity)
    where TKey : notnull
{
    readonly Dictionary<TKey, TValue> values = [];
    readonly Queue<TKey> ages = [];

    /// <summary>The value under <paramref name="key"/>; the default when there is none, or none any more.</summary>
    internal TValue? this[TKey key]
    {
        get => values.TryGetValue(key, out var value) ? value : default;
        set
        {
            if (values.TryAdd(key, value!))
                ages.Enqueue(key);
            else
                values[key] = value!;
            while (ages.Count > capacity)
                values.Remove(ages.Dequeue());
        }
    }
}
