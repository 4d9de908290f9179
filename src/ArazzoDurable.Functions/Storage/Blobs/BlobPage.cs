namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>A page of a list.</summary>
/// <param name="Blobs">The blobs, in the order of their names.</param>
/// <param name="NextMarker">What gives the next page; null when there is none.</param>
sealed record BlobPage(IReadOnlyList<ListedBlob> Blobs, string? NextMarker);
