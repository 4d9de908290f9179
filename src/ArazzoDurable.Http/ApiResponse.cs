using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ArazzoDurable.Http;

/// <summary>An answer of the API, free of any web framework: what a host writes back.</summary>
/// <param name="Status">The status code.</param>
public sealed record ApiResponse(int Status)
{
    internal const string JsonType = "application/json; charset=utf-8";

    /// <summary>The content type; null when there is no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The headers besides <c>Content-Type</c> and <c>Content-Length</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Writes the body as it comes into being, in the place of <see cref="Body"/>, and flushes what it has written; null when the body is
    /// there. A host calls it once, after the headers are sent. It ends when the answer does, or with the token: the client is gone, or the
    /// host stops.
    /// </summary>
    public Func<Stream, CancellationToken, Task>? Streamed { get; init; }

    internal static ApiResponse Json<T>(int status, T value, JsonTypeInfo<T> type, string contentType = JsonType) =>
        Json(status, writer => JsonSerializer.Serialize(writer, value, type), contentType);

    internal static ApiResponse Json(int status, Action<Utf8JsonWriter> write, string contentType = JsonType) =>
        new(status) { ContentType = contentType, Body = ApiJson.Write(write) };

    internal ApiResponse With(string header, string value) => this with { Headers = Headers.Add(KeyValuePair.Create(header, value)) };

    internal ApiResponse WithoutBody() => this with { ContentType = null, Body = default, Streamed = null };
}
