using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Serialises bodies.</summary>
static class BodyWriter
{
    /// <summary>The media type that a step or its operation names: the step's, else the operation's, else JSON. It may be a range such as <c>image/*</c>.</summary>
    public static string MediaType(Operation operation, string? asked) => (asked ?? operation.Body?.DefaultMediaType) switch
    {
        null or "*/*" or "application/*" => MediaTypes.Json,
        "text/*" => "text/plain",
        var given => given,
    };

    /// <summary>The media type to send a body as: a range becomes the type of the file that is given, else <c>application/octet-stream</c>.</summary>
    public static string MediaType(Operation operation, string? asked, JsonElement payload)
    {
        var named = MediaType(operation, asked);
        if (!MediaTypes.IsRange(named))
            return named;
        return payload.ValueKind == JsonValueKind.String && FileValue.OfDataUrl(payload.GetString()!)?.MediaType is { } own && MediaTypes.IsIn(own, named)
            ? own
            : MediaTypes.Bytes;
    }

    /// <summary>Writes a body.</summary>
    /// <param name="operation">What is called.</param>
    /// <param name="payload">The body.</param>
    /// <param name="mediaType">What it is sent as.</param>
    /// <returns>The body; or null and why it cannot be sent as this media type.</returns>
    public static (WrittenBody? Body, RequestProblem? Problem) Write(Operation operation, JsonElement payload, string mediaType)
    {
        var content = operation.Body?.For(mediaType);
        if (MediaTypes.IsMultipart(mediaType))
            return MultipartWriter.Write(content, payload, mediaType);
        var (bytes, problem) = MediaTypes.IsForm(mediaType)
            ? Form(content, payload)
            : ContentWriter.Write($"The body of {operation}", payload, mediaType, content?.Schema);
        return (bytes is null ? null : new WrittenBody(bytes, mediaType), problem);
    }

    /// <summary>An object as <c>application/x-www-form-urlencoded</c>.</summary>
    public static string Form(BodyContent? content, IEnumerable<JsonProperty> members) =>
        string.Join('&', members.SelectMany(member => Property(content, member)).Select(pair => $"{pair.Name}={pair.Value}"));

    static (byte[]? Bytes, RequestProblem? Problem) Form(BodyContent? content, JsonElement payload) => payload.ValueKind switch
    {
        JsonValueKind.String => (Encoding.UTF8.GetBytes(payload.GetString()!), null),
        JsonValueKind.Object => (Encoding.UTF8.GetBytes(Form(content, payload.EnumerateObject())), null),
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
