using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// Writes <c>multipart/form-data</c> (RFC 7578; OpenAPI 3.2, Encoding Object): a part for each member of an object, and for a list a part for
/// each of its elements. The same value gives the same bytes.
/// </summary>
static class MultipartWriter
{
    static readonly byte[] LineBreak = "\r\n"u8.ToArray();

    /// <summary>Writes a body. A string is taken for a body that is written already; then its media type has to name the boundary.</summary>
    /// <returns>The body; or null and why it cannot be sent.</returns>
    public static (WrittenBody? Body, RequestProblem? Problem) Write(BodyContent? content, JsonElement payload, string mediaType)
    {
        if (payload.ValueKind == JsonValueKind.String)
        {
            return HasBoundary(mediaType)
                ? (new WrittenBody(Encoding.UTF8.GetBytes(payload.GetString()!), mediaType), null)
                : (null, Invalid("A multipart body given as a string needs its boundary in the content type."));
        }
        if (payload.ValueKind != JsonValueKind.Object)
            return (null, Invalid($"A multipart body has to be an object or a string, not {ContentWriter.Kind(payload)}."));
        var parts = new List<byte[]>();
        foreach (var member in payload.EnumerateObject())
        {
            var declared = content?.Encodings.GetValueOrDefault(member.Name)?.ContentType;
            foreach (var value in Values(member.Value))
            {
                var (part, problem) = Part(member.Name, value, declared);
                if (part is null)
                    return (null, problem);
                parts.Add(part);
            }
        }
        return (Join(parts), null);
    }

    static bool HasBoundary(string mediaType) => MediaTypeHeaderValue.TryParse(mediaType, out var type)
        && type.Parameters.Any(parameter => parameter is { Name: var name, Value.Length: > 0 } && name.Equals("boundary", StringComparison.OrdinalIgnoreCase));

    static IEnumerable<JsonElement> Values(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    static (byte[]? Bytes, RequestProblem? Problem) Part(string name, JsonElement value, string? declared)
    {
        var mediaType = MediaType(value, declared);
        if (mediaType is not null && ParameterHeaders.CheckValue("Content-Type", mediaType) is { } header)
            return (null, header);
        // Plain text is what a part without a type is.
        var (content, problem) = ContentWriter.Write($"The part '{name}'", value, mediaType ?? "text/plain");
        if (content is null)
            return (null, problem);
        var head = new StringBuilder("Content-Disposition: form-data; name=\"").Append(Escaped(name)).Append('"');
        if (mediaType is not null && MediaTypes.IsBinary(mediaType))
            head.Append("; filename=\"").Append(Escaped(name)).Append('"');
        if (mediaType is not null)
            head.Append("\r\nContent-Type: ").Append(mediaType);
        return ([.. Encoding.UTF8.GetBytes(head.Append("\r\n\r\n").ToString()), .. content], null);
    }

    // A document may list several types or give a range. It does not say then which of them the value has.
    static string? MediaType(JsonElement value, string? declared) => declared?.Split(',', 2)[0].Trim() switch
    {
        null or "" or "*/*" or "application/*" => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? MediaTypes.Json : null,
        "text/*" => "text/plain",
        var range when MediaTypes.IsRange(range) => MediaTypes.Bytes,
        var given => given,
    };

    // As browsers write names (HTML, multipart/form-data encoding algorithm).
    static string Escaped(string name) => name
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);

    // A boundary made of the parts' hash is the same at every delivery, and no part can hold it: it would have to hold its own hash.
    static WrittenBody Join(List<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part);
            hash.AppendData(LineBreak);
        }
        var boundary = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
        using var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n"));
            body.Write(part);
            body.Write(LineBreak);
        }
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return new WrittenBody(body.ToArray(), $"{MediaTypes.MultipartForm}; boundary={boundary}");
    }

    static RequestProblem Invalid(string message) => new(RequestCodes.InvalidBody, message);
}
