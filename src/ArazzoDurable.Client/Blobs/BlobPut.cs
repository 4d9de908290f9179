using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Client.Blobs;

/// <summary>The parameters of <c>blobs/put</c>.</summary>
sealed record BlobPut(JsonElement Data, [property: JsonPropertyName("blob_type")] string BlobType);
