using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>
/// Turns values into nodes that can be put together, and back. Numbers keep their digits; of members with one name the last one counts.
/// </summary>
static class JsonValues
{
    // As deep as nodes are written.
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>A value as a node.</summary>
    public static JsonNode? Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(value),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Node)]),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };

    /// <summary>A node as a value.</summary>
    public static JsonElement Element(JsonNode? node) => JsonElement.Parse(node?.ToJsonString() ?? "null", Options);

    // The nodes' own reading of an element gives up, when first looked into, at a name that comes twice.
    static JsonObject Members(JsonElement value)
    {
        var members = new JsonObject();
        foreach (var member in value.EnumerateObject())
            members[member.Name] = Node(member.Value);
        return members;
    }
}
