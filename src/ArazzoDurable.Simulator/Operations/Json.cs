using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Operations;

/// <summary>Reads members of values that may turn out to be anything.</summary>
static class Json
{
    extension(JsonElement element)
    {
        /// <summary>The member <paramref name="name"/>; null when this is no object or has none.</summary>
        internal JsonElement? Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

        /// <summary>The text of the member <paramref name="name"/>; null when it is no string.</summary>
        internal string? Text(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

        /// <summary>Whether the member <paramref name="name"/> is <c>true</c>.</summary>
        internal bool Flag(string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

        /// <summary>The elements of the member <paramref name="name"/>; none when it is no array.</summary>
        internal IEnumerable<JsonElement> Items(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

        /// <summary>The value as a node of its own.</summary>
        internal JsonNode? Copy() => element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element),
            JsonValueKind.Array => JsonArray.Create(element),
            JsonValueKind.Null => null,
            JsonValueKind.String => JsonValue.Create(element.GetString()),
            _ => JsonValue.Create(element),
        };

        /// <summary>The members of the member <paramref name="name"/>; none when it is no object.</summary>
        internal IEnumerable<JsonProperty> Members(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : [];
    }
}
