using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Turns values into nodes that can be put together, and back. Numbers keep their digits.</summary>
static class JsonValues
{
    /// <summary>A value as a node.</summary>
    public static JsonNode? Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };

    /// <summary>A node as a value.</summary>
    public static JsonElement Element(JsonNode? node) => JsonElement.Parse(node?.ToJsonString() ?? "null");
}
