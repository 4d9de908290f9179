namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>A page of a list.</summary>
/// <param name="Names">The names of the blobs, in their order.</param>
/// <param name="NextMarker">What gives the next page; null when there is none.</param>
sealed record BlobPage(IReadOnlyList<string> Names, string? NextMarker);
