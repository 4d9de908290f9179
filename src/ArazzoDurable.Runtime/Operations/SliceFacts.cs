using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What the OpenAPI library does not tell about parameters: how OpenAPI 2.0 joins lists, and whether <c>explode</c> is given at all.</summary>
/// <param name="slice">The document of a single operation.</param>
sealed class SliceFacts(JsonObject slice)
{
    readonly JsonNode? path = (slice["paths"] as JsonObject)?.FirstOrDefault().Value;

    /// <summary>How a parameter of OpenAPI 2.0 joins lists; null for a later version, which says so by style.</summary>
    public ValueFormat? Collection(string parameter, string place) => slice.ContainsKey("swagger")
        ? CollectionFormat.Read(Text(Declared(parameter, place), CollectionFormat.Extension))
        : null;

    /// <summary>Whether the document says of this parameter whether it explodes.</summary>
    public bool SaysExplode(string parameter, string place) => Declared(parameter, place)?["explode"] is not null;

    /// <summary>Whether the document allows this parameter to be empty, which the library would rather not tell.</summary>
    public bool AllowsEmpty(string parameter, string place) => Declared(parameter, place)?["allowEmptyValue"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    JsonNode? Declared(string parameter, string place) => Parameters(path?[OperationSlice.Method]).Concat(Parameters(path))
        .FirstOrDefault(declared => Text(declared, "name") == parameter && Text(declared, "in") == place);

    static IEnumerable<JsonNode?> Parameters(JsonNode? owner) => owner?["parameters"] as JsonArray ?? [];

    static string? Text(JsonNode? owner, string name) => owner?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
