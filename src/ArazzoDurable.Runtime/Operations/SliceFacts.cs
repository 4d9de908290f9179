using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// What the OpenAPI library does not tell: whether an encoding gives a style or leaves it to the default, and how OpenAPI 2.0 joins lists.
/// </summary>
/// <param name="slice">The document of a single operation.</param>
sealed class SliceFacts(JsonObject slice)
{
    readonly JsonNode? path = (slice["paths"] as JsonObject)?.FirstOrDefault().Value;

    /// <summary>Whether a list in a parameter of OpenAPI 2.0 repeats its name; null for a later version, which says so itself.</summary>
    public bool? Explodes(string parameter) => slice.ContainsKey("swagger")
        ? Parameters(path).Concat(Parameters(path?[OperationSlice.Method]))
            .Any(declared => Text(declared, "name") == parameter && Text(declared, "collectionFormat") == "multi")
        : null;

    /// <summary>What the body says about single properties of this media type.</summary>
    public ImmutableDictionary<string, PropertyEncoding> Encodings(string mediaType) =>
        path?[OperationSlice.Method]?["requestBody"]?["content"]?[mediaType]?["encoding"] is JsonObject encodings
            ? encodings.ToImmutableDictionary(encoding => encoding.Key, encoding => Encoding(encoding.Value as JsonObject ?? []), StringComparer.Ordinal)
            : ImmutableDictionary<string, PropertyEncoding>.Empty;

    static PropertyEncoding Encoding(JsonObject encoding)
    {
        var contentType = Text(encoding, "contentType");
        if (!encoding.ContainsKey("style") && !encoding.ContainsKey("explode") && !encoding.ContainsKey("allowReserved"))
            return new PropertyEncoding(contentType, null);
        var style = Enum.TryParse<ValueStyle>(Text(encoding, "style"), ignoreCase: true, out var given) ? given : ValueStyle.Form;
        return new PropertyEncoding(contentType, new ValueFormat(style, Flag(encoding, "explode") ?? style == ValueStyle.Form, Flag(encoding, "allowReserved") ?? false));
    }

    static IEnumerable<JsonNode?> Parameters(JsonNode? owner) => owner?["parameters"] as JsonArray ?? [];

    static string? Text(JsonNode? owner, string name) => owner?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static bool? Flag(JsonNode owner, string name) => owner[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
