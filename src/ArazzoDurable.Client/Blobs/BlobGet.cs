namespace ArazzoDurable.Client.Blobs;

/// <summary>The parameters of <c>blobs/get</c>.</summary>
sealed record BlobGet(string BlobId);
