namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>A blob, or the part of it that was asked for.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="EntityTag">What changes whenever the blob is written.</param>
/// <param name="Length">How many bytes the whole blob has.</param>
/// <param name="Blocks">How many blocks it has if it is an append blob.</param>
sealed record Blob(ReadOnlyMemory<byte> Content, string EntityTag, long Length, int Blocks);

/// <summary>A blob in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EntityTag">What changes whenever the blob is written; without quotes.</param>
/// <param name="Length">How many bytes it has.</param>
sealed record ListedBlob(string Name, string EntityTag, long Length);

/// <summary>A page of a list.</summary>
/// <param name="Blobs">The blobs, in the order of their names.</param>
/// <param name="NextMarker">What gives the next page; null when there is none.</param>
sealed record BlobPage(IReadOnlyList<ListedBlob> Blobs, string? NextMarker);
