using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ArazzoDurable.Client.Sending;

/// <summary>JSON to send: whole and in memory, so that its length is known.</summary>
static class JsonBody
{
    static readonly MediaTypeHeaderValue Json = new("application/json");

    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    public static HttpContent Of(byte[] json) => new ByteArrayContent(json) { Headers = { ContentType = Json } };
}
