using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// The schema of a body or of a part of it, as far as it says how a value is sent: what is a file, and how objects become XML. References,
/// <c>allOf</c>, <c>anyOf</c> and <c>oneOf</c> are followed; a schema that cannot be followed says nothing.
/// </summary>
public sealed class BodySchema
{
    // Schemas may refer to one another in circles, and alternatives multiply.
    const int MaxParts = 256;

    readonly JsonElement root;
    readonly JsonElement schema;
    readonly Lazy<IReadOnlyList<JsonElement>> parts;

    BodySchema(JsonElement root, JsonElement schema)
    {
        this.root = root;
        this.schema = schema;
        parts = new(Flatten);
    }

    /// <summary>The schema at <paramref name="schema"/>, which stands in the document <paramref name="root"/>; null when it is none.</summary>
    internal static BodySchema? Of(JsonElement root, JsonElement? schema) =>
        schema is { ValueKind: JsonValueKind.Object } found ? new BodySchema(root, found) : null;

    /// <summary>The schema of a list whose elements this schema describes; null when it is none.</summary>
    internal static BodySchema? OfItems(JsonElement root, JsonElement? schema) => schema is { ValueKind: JsonValueKind.Object } found
        ? new BodySchema(root, Element(new JsonObject { ["type"] = "array", ["items"] = JsonNode.Parse(found.GetRawText()) }))
        : null;

    /// <summary>The schema of an object with these members.</summary>
    internal static BodySchema OfProperties(JsonElement root, IEnumerable<(string Name, JsonElement Schema)> properties) => new(root, Element(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, JsonNode.Parse(property.Schema.GetRawText())))),
    }));

    /// <summary>The schema of a member; null when nothing is said about it.</summary>
    internal BodySchema? Property(string name) => Of(root, First(part => part.Member("properties") is { } properties ? properties.Member(name) : null));

    /// <summary>The schema of the element at this index of a list; null when nothing is said about it.</summary>
    internal BodySchema? Item(int index) => Of(root, First(part =>
        part.Member("prefixItems") is { ValueKind: JsonValueKind.Array } prefix && index < prefix.GetArrayLength() ? prefix[index] : part.Member("items")));

    /// <summary>How a value of this schema is a file.</summary>
    internal FileForm File
    {
        get
        {
            if (Text("contentEncoding") is { } encoding)
                return encoding.Equals("base64", StringComparison.OrdinalIgnoreCase) ? FileForm.Base64 : FileForm.None;
            if (Says("type", "file") || Says("format", "binary"))
                return FileForm.Bytes;
            return ContentMediaType is { } mediaType && MediaTypes.IsBinary(mediaType) ? FileForm.Bytes : FileForm.None;
        }
    }

    /// <summary>The media type of what a string holds; null when it does not say.</summary>
    internal string? ContentMediaType => Text("contentMediaType");

    /// <summary>A member of its XML Object (OpenAPI 3.2, XML Object); null when it does not say.</summary>
    internal JsonElement? Xml(string name) => First(part => part.Member("xml") is { } xml ? xml.Member(name) : null);

    /// <summary>The name of the component that it is; null when it stands where it is used.</summary>
    internal string? ComponentName => LocalReference.Of(schema) is { } reference && reference.LastIndexOf('/') is var slash and >= 0
        ? Uri.UnescapeDataString(reference[(slash + 1)..])
        : null;

    string? Text(string name) => First(part => part.Member(name)) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    bool Says(string name, string value) => parts.Value.Any(part => part.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.ValueEquals(value),
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(value)),
        _ => false,
    });

    JsonElement? First(Func<JsonElement, JsonElement?> read) => parts.Value.Select(read).FirstOrDefault(found => found is not null);

    static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    List<JsonElement> Flatten()
    {
        var found = new List<JsonElement> { schema };
        for (var i = 0; i < found.Count && found.Count < MaxParts; i++)
        {
            if (LocalReference.Of(found[i]) is not null && LocalReference.Follow(root, found[i]) is { ValueKind: JsonValueKind.Object } target)
                found.Add(target);
            foreach (var keyword in (ReadOnlySpan<string>)["allOf", "anyOf", "oneOf"])
            {
                if (found[i].Member(keyword) is { ValueKind: JsonValueKind.Array } alternatives)
                    found.AddRange(alternatives.EnumerateArray().Take(MaxParts));
            }
        }
        return found;
    }
}
