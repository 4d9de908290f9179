namespace ArazzoDurable.Functions.Storage.Runs;

/// <summary>Places in lists of keys, found by a key that they come before. Of too many, those that were not used for longest are forgotten. For any number of threads.</summary>
/// <param name="most">How many are kept.</param>
sealed class ListPlaces(int most = ListPlaces.Most)
{
    /// <summary>How many places are kept, over all lists.</summary>
    public const int Most = 1_000;

    readonly Lock gate = new();
    readonly Dictionary<string, SortedList<string, Entry>> lists = new(StringComparer.Ordinal);
    int count;
    long uses;

    /// <summary>The last place whose key is this one or comes before it, which counts as a use; null when there is none.</summary>
    public ListPlace? Before(string prefix, string key)
    {
        lock (gate)
        {
            if (!lists.TryGetValue(prefix, out var list) || IndexOf(list, key) is not (>= 0 and var index))
                return null;
            var entry = list.GetValueAtIndex(index);
            entry.Used = ++uses;
            return entry.Place;
        }
    }

    /// <summary>Keeps a place, over any that has its key.</summary>
    public void Keep(string prefix, ListPlace place)
    {
        lock (gate)
        {
            if (!lists.TryGetValue(prefix, out var list))
                lists.Add(prefix, list = new SortedList<string, Entry>(StringComparer.Ordinal));
            count += list.ContainsKey(place.Key) ? 0 : 1;
            list[place.Key] = new Entry(place) { Used = ++uses };
            if (count > most)
                ForgetOldest();
        }
    }

    // A thousand looks are little beside the call that each new place has cost.
    void ForgetOldest()
    {
        var (prefix, list, oldest) = lists.SelectMany(list => list.Value.Values, (list, entry) => (list.Key, list.Value, Entry: entry)).MinBy(each => each.Entry.Used);
        list.Remove(oldest.Place.Key);
        if (list.Count == 0)
            lists.Remove(prefix);
        count--;
    }

    /// <summary>The index of the last key that is this one or comes before it; -1 when there is none.</summary>
    static int IndexOf(SortedList<string, Entry> list, string key)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(list.GetKeyAtIndex(middle), key) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low - 1;
    }

    sealed class Entry(ListPlace place)
    {
        public ListPlace Place => place;

        public long Used { get; set; }
    }
}
