using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// The anchors of all schemas of a document, by which the <c>$ref</c> of one may lead into another
/// (Arazzo 1.1.0, Resolving URI Fragments). Looked for once, however many schemas of the document are compiled.
/// </summary>
public sealed class SchemaAnchors
{
    SchemaAnchors(IReadOnlyDictionary<string, JsonPointer> places) => Places = places;

    /// <summary>No anchors but those that a schema has itself.</summary>
    public static SchemaAnchors None { get; } = new(new Dictionary<string, JsonPointer>());

    /// <summary>Where the anchors stand; of several of one name the first.</summary>
    internal IReadOnlyDictionary<string, JsonPointer> Places { get; }

    /// <summary>Finds the anchors of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="schemas">Where schemas stand in it. Anchors of a schema with an <c>$id</c> are its own and are left out.</param>
    public static SchemaAnchors Find(JsonElement document, IEnumerable<JsonPointer> schemas)
    {
        var index = new SchemaIndex(document, None);
        foreach (var schema in schemas)
            index.At(schema);
        return new SchemaAnchors(index.DocumentAnchors);
    }
}
