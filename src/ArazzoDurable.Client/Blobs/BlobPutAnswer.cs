using System.Text.Json.Serialization;

namespace ArazzoDurable.Client.Blobs;

/// <summary>The result of <c>blobs/put</c>.</summary>
sealed record BlobPutAnswer([property: JsonRequired] string BlobId);
