using System.Globalization;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>An answer of Blob Storage, read to its end.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
/// <param name="Attempts">How often it was asked for; with more than one, an attempt before may have been carried out and its answer lost.</param>
sealed record BlobResponse(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, int Attempts)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsRetried => Attempts > 1;

    /// <summary>What Blob Storage calls its refusal; null when it gives no name.</summary>
    public string? ErrorCode => Header("x-ms-error-code");

    public string EntityTag => Header("ETag") ?? throw new StoreFailedException("Blob Storage answered without an entity tag.");

    /// <summary>How many blocks an append blob has; 0 when the answer does not say so.</summary>
    public int Blocks => Header("x-ms-blob-committed-block-count") is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>How many bytes the blob has in all.</summary>
    public long Length
    {
        get
        {
            var text = Header("Content-Range") is { } range ? range[(range.IndexOf('/', StringComparison.Ordinal) + 1)..] : Header("Content-Length");
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw new StoreFailedException("Blob Storage answered without the length of the blob.");
        }
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
