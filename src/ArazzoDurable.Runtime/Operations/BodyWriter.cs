using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Serialises bodies: JSON, forms and text.</summary>
static class BodyWriter
{
    /// <summary>The media type to send: the step's, else the operation's, else JSON.</summary>
    public static string MediaType(Operation operation, string? asked) => (asked ?? operation.Body?.DefaultMediaType) switch
    {
        null or "*/*" or "application/*" => MediaTypes.Json,
        "text/*" => "text/plain",
        var given => given,
    };

    /// <summary>The bytes of a body.</summary>
    /// <returns>The bytes; or null and why this body cannot be sent as this media type.</returns>
    public static (byte[]? Bytes, RequestProblem? Problem) Write(Operation operation, JsonElement payload, string mediaType)
    {
        if (MediaTypes.IsJson(mediaType))
            return (JsonMarshal.GetRawUtf8Value(payload).ToArray(), null);
        if (MediaTypes.IsForm(mediaType))
            return Form(operation.Body?.For(mediaType), payload);
        if (MediaTypes.IsText(mediaType))
            return (Encoding.UTF8.GetBytes(StyleWriter.Text(payload)), null);
        return (null, new RequestProblem(RequestCodes.UnsupportedContentType, $"A body of type '{mediaType}' cannot be sent for {operation}."));
    }

    static (byte[]? Bytes, RequestProblem? Problem) Form(BodyContent? content, JsonElement payload) => payload.ValueKind switch
    {
        JsonValueKind.String => (Encoding.UTF8.GetBytes(payload.GetString()!), null),
        JsonValueKind.Object => (Encoding.UTF8.GetBytes(string.Join('&', payload.EnumerateObject()
            .SelectMany(member => Property(content, member))
            .Select(pair => $"{pair.Name}={pair.Value}"))), null),
        _ => (null, new RequestProblem(RequestCodes.InvalidBody, $"A form needs an object or a string as its body, not {Kind(payload)}.")),
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

    static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
