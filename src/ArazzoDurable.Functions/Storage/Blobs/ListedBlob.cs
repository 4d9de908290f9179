namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>A blob in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EntityTag">What changes whenever the blob is written; without quotes.</param>
/// <param name="Length">How many bytes it has.</param>
sealed record ListedBlob(string Name, string EntityTag, long Length);
