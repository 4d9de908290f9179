using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// Writes multipart bodies (RFC 2046; OpenAPI 3.2, Encoding Object). Of an object each member is a part, and for a list in
/// <c>multipart/form-data</c> (RFC 7578) each of its elements; of a list each element is a part. The same value gives the same bytes.
/// </summary>
static class MultipartWriter
{
    static readonly byte[] LineBreak = "\r\n"u8.ToArray();

    /// <summary>Writes a body. A string is taken for a body that is written already; then its media type has to name the boundary.</summary>
    /// <returns>The body; or null and why it cannot be sent.</returns>
    public static (WrittenBody? Body, RequestProblem? Problem) Write(BodyContent? content, JsonElement payload, string mediaType)
    {
        var isForm = MediaTypes.IsMultipartForm(mediaType);
        switch (payload.ValueKind)
        {
            case JsonValueKind.String:
                return HasBoundary(mediaType)
                    ? (new WrittenBody(Encoding.UTF8.GetBytes(payload.GetString()!), mediaType), null)
                    : (null, Invalid("A multipart body given as a string needs its boundary in the content type."));
            case JsonValueKind.Object:
                return Join(Named(content, payload, isForm), mediaType);
            case JsonValueKind.Array when !isForm:
                return Join(InOrder(content, payload), mediaType);
            default:
                return (null, Invalid($"A multipart body has to be an object or a string, not {ContentWriter.Kind(payload)}."));
        }
    }

    static IEnumerable<(byte[]? Bytes, RequestProblem? Problem)> Named(BodyContent? content, JsonElement payload, bool isForm) =>
        payload.EnumerateObject().SelectMany(member => PartWriter.Write(
            member.Name, member.Value, content?.Encodings.GetValueOrDefault(member.Name), content?.Schema?.Property(member.Name), isForm));

    static IEnumerable<(byte[]? Bytes, RequestProblem? Problem)> InOrder(BodyContent? content, JsonElement payload) =>
        payload.EnumerateArray().SelectMany((element, index) => PartWriter.Write(
            $"{index}", element, content?.PartEncodings.ElementAtOrDefault(index) ?? content?.ItemEncoding, content?.Schema?.Item(index), isForm: false));

    static bool HasBoundary(string mediaType) => MediaTypeHeaderValue.TryParse(mediaType, out var type)
        && type.Parameters.Any(parameter => parameter is { Name: var name, Value.Length: > 0 } && name.Equals("boundary", StringComparison.OrdinalIgnoreCase));

    static (WrittenBody? Body, RequestProblem? Problem) Join(IEnumerable<(byte[]? Bytes, RequestProblem? Problem)> written, string mediaType)
    {
        var parts = new List<byte[]>();
        foreach (var (part, problem) in written)
        {
            if (part is null)
                return (null, problem);
            parts.Add(part);
        }
        // A body of the other types has to have a part (RFC 2046, 5.1.1).
        return parts.Count == 0 && !MediaTypes.IsMultipartForm(mediaType)
            ? (null, Invalid($"A body of type '{mediaType}' needs at least one part."))
            : (Join(parts, mediaType), null);
    }

    // A boundary made of the parts' hash is the same at every delivery, and no part can hold it: it would have to hold its own hash.
    static WrittenBody Join(List<byte[]> parts, string mediaType)
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
        return new WrittenBody(body.ToArray(), WithBoundary(mediaType, boundary));
    }

    static string WithBoundary(string mediaType, string boundary)
    {
        var parts = mediaType.Split(';', StringSplitOptions.TrimEntries);
        return string.Join("; ", parts.Skip(1)
            .Where(parameter => parameter.Length > 0 && !parameter.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase))
            .Prepend(parts[0]).Append($"boundary={boundary}"));
    }

    static RequestProblem Invalid(string message) => new(RequestCodes.InvalidBody, message);
}
