using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Serialises a value that stands alone, as a whole body or as a part of one: JSON, XML, text and bytes.</summary>
static class ContentWriter
{
    /// <summary>
    /// The bytes of a value. JSON takes any value and text writes any value; XML takes a string as it is, and any other value as its schema
    /// has it; a binary type takes a string in base64, line breaks aside, or a data URL in base64, and is sent decoded.
    /// </summary>
    /// <param name="subject">What the value is, as a problem begins: <c>A body</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="mediaType">What it is sent as.</param>
    /// <param name="schema">The schema of the value; null when there is none.</param>
    /// <returns>The bytes; or null and why this value cannot be sent as this media type.</returns>
    public static (byte[]? Bytes, RequestProblem? Problem) Write(string subject, JsonElement value, string mediaType, BodySchema? schema)
    {
        if (MediaTypes.IsJson(mediaType))
            return (JsonMarshal.GetRawUtf8Value(value).ToArray(), null);
        if (MediaTypes.IsText(mediaType) || (MediaTypes.IsXml(mediaType) && value.ValueKind == JsonValueKind.String))
            return (Encoding.UTF8.GetBytes(StyleWriter.Text(value)), null);
        if (MediaTypes.IsXml(mediaType))
            return XmlBodyWriter.Write(subject, value, mediaType, schema);
        return MediaTypes.IsBinary(mediaType) ? Decode(subject, value, mediaType) : (null, Unsupported(subject, mediaType));
    }

    /// <summary>What a value is, as a problem says it.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    // Text that is not base64 is refused, not sent as it is: else four letters of text would be taken for three bytes.
    static (byte[]? Bytes, RequestProblem? Problem) Decode(string subject, JsonElement value, string mediaType)
    {
        if (value.ValueKind != JsonValueKind.String)
            return (null, Invalid($"{subject} of type '{mediaType}' has to be a string in base64, not {Kind(value)}."));
        return (FileValue.OfDataUrl(value.GetString()!)?.Bytes ?? FileValue.Base64(value.GetString()!)) is { } bytes
            ? (bytes, null)
            : (null, Invalid($"{subject} of type '{mediaType}' has to be base64, and this string is not."));
    }

    static RequestProblem Invalid(string message) => new(RequestCodes.InvalidBody, message);

    static RequestProblem Unsupported(string subject, string mediaType) => new(RequestCodes.UnsupportedContentType, MediaTypes.IsRange(mediaType)
        ? $"{subject} cannot be sent as '{mediaType}', which allows several types. Say which one with 'contentType'."
        : $"{subject} of type '{mediaType}' cannot be sent.");
}
