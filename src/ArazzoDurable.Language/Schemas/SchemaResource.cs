using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>A schema with an identifier of its own, or the document as a whole: what a reference without a URI stays within.</summary>
sealed class SchemaResource(string uri, JsonElement element, JsonPointer location)
{
    internal string Uri { get; } = uri;

    internal JsonElement Element { get; } = element;

    internal JsonPointer Location { get; } = location;

    /// <summary>Where the schemas named by <c>$anchor</c> and <c>$dynamicAnchor</c> stand.</summary>
    internal Dictionary<string, JsonPointer> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that are named by <c>$dynamicAnchor</c>.</summary>
    internal Dictionary<string, JsonPointer> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
