using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>Values as they are stored: JSON in UTF-8.</summary>
static class Payload
{
    public static byte[] Write<T>(T value, JsonSerializerOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    public static T Read<T>(byte[] json, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))!;

    public static byte[] Text(string text) => JsonSerializer.SerializeToUtf8Bytes(text, EmbeddedJson.Default.String);
}
