using ArazzoDurable.Functions.Storage.Blobs;

namespace ArazzoDurable.Functions.Storage.Runs;

/// <summary>
/// Lists keys by pages. The service goes on from a marker of its own, not from a name; so markers are kept by the key that a page ended with.
/// Such a marker stands before that key and not behind it: what is written right after the key later is found as well. A page costs two calls,
/// the last one of a list costs one, and a page whose marker is not known costs one more for each 5,000 keys before it.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="root">What the names of all keys begin with.</param>
/// <param name="mostListed">How many blobs are listed by a call at the most.</param>
sealed class KeyList(BlobContainer container, string root, int mostListed = BlobContainer.MostListed)
{
    /// <summary>How many markers are kept.</summary>
    public const int Markers = 1_000;

    readonly BoundedCache<(string Prefix, string Last), string> markers = new(Markers);

    /// <summary>The keys that begin with a prefix, in their order, after a key.</summary>
    public async Task<List<string>> ReadAsync(string prefix, string? after, int top, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var (marker, known) = after is null ? (null, 0) : markers.TryGet((prefix, after), out var kept) ? (kept, 1) : await SkipAsync(prefix, after, cancellationToken);
        do
        {
            // All but the last key, then the last one: the marker between them is the one to keep.
            var wanted = top - found.Count;
            var isLast = wanted == 1 && known == 0;
            var page = await container.ListAsync(root + prefix, marker, Math.Min(mostListed, isLast ? 1 : known + Math.Max(1, wanted - 1)), cancellationToken);
            var keys = page.Blobs.Select(blob => blob.Name[root.Length..]).Where(key => after is null || string.CompareOrdinal(key, after) > 0).Take(wanted);
            found.AddRange(keys);
            if (isLast && found.Count == top && marker is not null)
                markers.Set((prefix, found[^1]), marker, 1);
            (marker, known) = (page.NextMarker, 0);
        }
        while (found.Count < top && marker is not null);
        return found;
    }

    /// <summary>The marker of the page that has the first key after this one, and how many keys of that page come before.</summary>
    async Task<(string? Marker, int Known)> SkipAsync(string prefix, string after, CancellationToken cancellationToken)
    {
        string? marker = null;
        while (true)
        {
            var page = await container.ListAsync(root + prefix, marker, mostListed, cancellationToken);
            var known = page.Blobs.Count(blob => string.CompareOrdinal(blob.Name, root + after) <= 0);
            if (known < page.Blobs.Count || page.NextMarker is null)
                return (marker, Math.Min(known, mostListed - 1));
            marker = page.NextMarker;
        }
    }
}
