using System.Globalization;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Runs;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>The segments of the log of a run: append blobs <c>events/&lt;run&gt;/&lt;first sequence number, 12 digits&gt;</c>.</summary>
static class SegmentNames
{
    public static string Of(string runId, long first) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(runId)}{first:D12}");

    /// <summary>The first sequence numbers of the segments there are, in their order.</summary>
    public static async Task<List<long>> ListAsync(BlobContainer container, string runId, CancellationToken cancellationToken)
    {
        var (prefix, firsts) = (Prefix(runId), new List<long>());
        string? marker = null;
        do
        {
            var page = await container.ListAsync(prefix, marker, BlobContainer.MostListed, cancellationToken);
            firsts.AddRange(page.Names.Select(name => long.Parse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)));
            marker = page.NextMarker;
        }
        while (marker is not null);
        return firsts;
    }

    static string Prefix(string runId)
    {
        StoreKey.Check(runId);
        return $"events/{runId}/";
    }
}
