using System.Text.Json;

namespace ArazzoDurable.Client.Blobs;

/// <summary>The parameters of <c>blobs/put</c>.</summary>
sealed record BlobPut(JsonElement Data, string BlobType);
