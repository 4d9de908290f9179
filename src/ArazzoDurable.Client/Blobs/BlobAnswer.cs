using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Client.Blobs;

/// <summary>The result of <c>blobs/get</c>.</summary>
sealed record BlobAnswer([property: JsonRequired] JsonElement Data, [property: JsonRequired] string BlobType);
