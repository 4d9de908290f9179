using ArazzoDurable.Functions.Storage.Blobs;

namespace ArazzoDurable.Functions.Storage.Runs;

/// <summary>
/// Lists keys by pages. The service goes on from a marker of its own, not from a name; so markers are kept by the key that the page from there
/// begins with. Such a marker stands before that key and not behind it: what is written right after the key later is found as well. A page
/// costs two calls and the last one of a list costs one; one that does not begin where a page ended costs one more for each 5,000 keys from
/// the nearest place before it that is known, which are those that any listing has passed.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="root">What the names of all keys begin with.</param>
/// <param name="mostListed">How many blobs are listed by a call at the most.</param>
sealed class KeyList(BlobContainer container, string root, int mostListed = BlobContainer.MostListed)
{
    readonly ListPlaces places = new();

    /// <summary>The keys that begin with a prefix, in their order, after a key.</summary>
    public async Task<List<string>> ReadAsync(string prefix, string? after, int top, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var (marker, known) = after is null ? (null, 0) : await SeekAsync(prefix, after, cancellationToken);
        do
        {
            // All but the last key, then the last one: the marker between them is the one to keep.
            var wanted = top - found.Count;
            var isLast = wanted == 1 && known == 0;
            var (keys, next) = await ListAsync(prefix, marker, isLast ? 1 : known + Math.Max(1, wanted - 1), cancellationToken);
            found.AddRange(keys.Where(key => after is null || string.CompareOrdinal(key, after) > 0).Take(wanted));
            (marker, known) = (next, 0);
        }
        while (found.Count < top && marker is not null);
        return found;
    }

    /// <summary>The marker of a page that has the first key after this one, and how many keys of that page come before.</summary>
    async Task<(string? Marker, int Known)> SeekAsync(string prefix, string after, CancellationToken cancellationToken)
    {
        var place = places.Before(prefix, after);
        if (place?.Key == after)
            return (place.Marker, 1);
        var marker = place?.Marker;
        while (true)
        {
            var (keys, next) = await ListAsync(prefix, marker, mostListed, cancellationToken);
            var known = keys.Count(key => string.CompareOrdinal(key, after) <= 0);
            if (known < keys.Count || next is null)
                return (marker, Math.Min(known, mostListed - 1));
            marker = next;
        }
    }

    async Task<(List<string> Keys, string? Next)> ListAsync(string prefix, string? marker, int count, CancellationToken cancellationToken)
    {
        var page = await container.ListAsync(root + prefix, marker, Math.Min(mostListed, count), cancellationToken);
        List<string> keys = [.. page.Names.Select(name => name[root.Length..])];
        if (marker is not null && keys.Count > 0)
            places.Keep(prefix, new ListPlace(keys[0], marker));
        return (keys, page.NextMarker);
    }
}
