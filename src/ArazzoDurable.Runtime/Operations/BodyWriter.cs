using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Serialises bodies.</summary>
static class BodyWriter
{
    /// <summary>The media type to send: the step's, else the operation's, else JSON.</summary>
    public static string MediaType(Operation operation, string? asked) => (asked ?? operation.Body?.DefaultMediaType) switch
    {
        null or "*/*" or "application/*" => MediaTypes.Json,
        "text/*" => "text/plain",
        var given => given,
    };

    /// <summary>Writes a body.</summary>
    /// <returns>The body; or null and why it cannot be sent as this media type.</returns>
    public static (WrittenBody? Body, RequestProblem? Problem) Write(Operation operation, JsonElement payload, string mediaType)
    {
        if (MediaTypes.IsMultipartForm(mediaType))
            return MultipartWriter.Write(operation.Body?.For(mediaType), payload, mediaType);
        var (bytes, problem) = MediaTypes.IsForm(mediaType)
            ? Form(operation.Body?.For(mediaType), payload)
            : ContentWriter.Write($"The body of {operation}", payload, mediaType);
        return (bytes is null ? null : new WrittenBody(bytes, mediaType), problem);
    }

    static (byte[]? Bytes, RequestProblem? Problem) Form(BodyContent? content, JsonElement payload) => payload.ValueKind switch
    {
        JsonValueKind.String => (Encoding.UTF8.GetBytes(payload.GetString()!), null),
        JsonValueKind.Object => (Encoding.UTF8.GetBytes(string.Join('&', payload.EnumerateObject()
            .SelectMany(member => Property(content, member))
            .Select(pair => $"{pair.Name}={pair.Value}"))), null),
        _ => (null, new RequestProblem(RequestCodes.InvalidBody, $"A form needs an object or a string as its body, not {ContentWriter.Kind(payload)}.")),
    };

    static IEnumerable<(string Name, string Value)> Property(BodyContent? content, JsonProperty member)
    {
        var encoding = content?.Encodings.GetValueOrDefault(member.Name);
        if (encoding?.Format is { } format)
            return StyleWriter.Pairs(member.Name, member.Value, format, format.AllowReserved ? PercentEncoding.ReservedInQuery : PercentEncoding.Form);
        var isStructure = member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        return isStructure && encoding?.ContentType is { } mediaType && MediaTypes.IsJson(mediaType)
            ? [(PercentEncoding.Form(member.Name), PercentEncoding.Form(member.Value.GetRawText()))]
            : StyleWriter.Brackets(member.Name, member.Value, PercentEncoding.Form);
    }
}
