using System.Text.Json.Serialization;

namespace ArazzoDurable.Client.Blobs;

/// <summary>The parameters of <c>blobs/get</c>.</summary>
sealed record BlobGet([property: JsonPropertyName("blob_id")] string BlobId);
