using System.Text.Json.Serialization;

namespace ArazzoDurable.Client.Blobs;

/// <summary>The result of <c>blobs/put</c>.</summary>
sealed record BlobPutAnswer([property: JsonPropertyName("blob_id"), JsonRequired] string BlobId);
