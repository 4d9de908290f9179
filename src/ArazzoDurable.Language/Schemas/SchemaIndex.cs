using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// Knows where schemas stand in a document and by which identifiers they go. It looks only where the specification has schemas,
/// so that an <c>$id</c> inside an example names nothing.
/// </summary>
sealed class SchemaIndex
{
    static readonly ImmutableArray<string> Single =
    [
        "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then",
        "unevaluatedItems", "unevaluatedProperties",
    ];

    static readonly ImmutableArray<string> Lists = ["allOf", "anyOf", "oneOf", "prefixItems"];

    static readonly ImmutableArray<string> Maps = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

    readonly Dictionary<string, (JsonElement Element, SchemaResource Resource)> schemas = new(StringComparer.Ordinal);
    readonly Dictionary<string, SchemaResource> resources = new(StringComparer.Ordinal);
    readonly SchemaResource document;

    readonly SchemaAnchors elsewhere;

    internal SchemaIndex(JsonElement root, SchemaAnchors elsewhere)
    {
        this.elsewhere = elsewhere;
        document = new SchemaResource(SchemaUri.OfDocument, root, JsonPointer.Root);
        resources.Add(document.Uri, document);
    }

    internal IEnumerable<SchemaResource> Resources => resources.Values;

    /// <summary>Where the anchors stand that were found outside every schema with an identifier.</summary>
    internal IReadOnlyDictionary<string, JsonPointer> DocumentAnchors => document.Anchors;

    /// <summary>The schema at a place, whose surroundings are indexed first if they are not yet; null when nothing stands there.</summary>
    internal (JsonElement Element, SchemaResource Resource)? At(JsonPointer location)
    {
        if (!schemas.ContainsKey(location.ToString()))
        {
            if (location.Resolve(document.Element) is not { } element)
                return null;
            Scan(element, location, ResourceAround(location));
        }
        return schemas[location.ToString()];
    }

    /// <summary>Where a reference leads, as an address in the document, or why it leads nowhere.</summary>
    internal (JsonPointer? Target, string Problem) Resolve(string reference, SchemaResource from)
    {
        var (uri, fragment) = SchemaUri.Split(reference);
        var resource = uri.Length == 0 ? from : resources.GetValueOrDefault(SchemaUri.Resolve(from.Uri, uri));
        if (resource is null)
            return (null, $"the reference '{reference}' leads out of the document");
        if (fragment.Length == 0)
            return (resource.Location, "");
        if (fragment[0] != '/')
        {
            return resource.Anchors.TryGetValue(fragment, out var anchor) || (resource == document && elsewhere.Places.TryGetValue(fragment, out anchor))
                ? (anchor, "")
                : (null, $"the reference '{reference}' names no anchor");
        }
        if (JsonPointer.TryParse(fragment, out var pointer))
        {
            var target = pointer.Tokens.Aggregate(resource.Location, (place, token) => place.Append(token));
            // What is indexed need not be looked up: finding one of many definitions takes longer the more there are.
            if (schemas.ContainsKey(target.ToString()) || pointer.Resolve(resource.Element) is not null)
                return (target, "");
        }
        return (null, $"the reference '{reference}' leads nowhere");
    }

    SchemaResource ResourceAround(JsonPointer location)
    {
        var around = document;
        var place = JsonPointer.Root;
        foreach (var token in location.Tokens)
        {
            if (schemas.TryGetValue(place.ToString(), out var schema))
                around = schema.Resource;
            place = place.Append(token);
        }
        return around;
    }

    void Scan(JsonElement element, JsonPointer location, SchemaResource around)
    {
        if (schemas.ContainsKey(location.ToString()))
            return;
        if (element.ValueKind is not JsonValueKind.Object)
        {
            schemas.Add(location.ToString(), (element, around));
            return;
        }
        var resource = Identify(element, location, around);
        schemas.Add(location.ToString(), (element, resource));
        foreach (var name in Single)
        {
            if (element.TryGetProperty(name, out var schema))
                Scan(schema, location.Append(name), resource);
        }
        foreach (var name in Lists)
            ScanList(element, location, resource, name);
        foreach (var name in Maps)
            ScanMap(element, location, resource, name);
    }

    void ScanList(JsonElement element, JsonPointer location, SchemaResource resource, string name)
    {
        if (!element.TryGetProperty(name, out var list) || list.ValueKind is not JsonValueKind.Array)
            return;
        var index = 0;
        foreach (var schema in list.EnumerateArray())
            Scan(schema, location.Append(name).Append(index++), resource);
    }

    void ScanMap(JsonElement element, JsonPointer location, SchemaResource resource, string name)
    {
        if (!element.TryGetProperty(name, out var map) || map.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var member in map.EnumerateObject())
            Scan(member.Value, location.Append(name).Append(member.Name), resource);
    }

    SchemaResource Identify(JsonElement element, JsonPointer location, SchemaResource around)
    {
        var resource = around;
        if (Text(element, "$id") is { } id && SchemaUri.Split(id).Uri is { Length: > 0 } relative)
        {
            resource = new SchemaResource(SchemaUri.Resolve(around.Uri, relative), element, location);
            resources.TryAdd(resource.Uri, resource);
        }
        if (Text(element, "$anchor") is { } anchor)
            resource.Anchors.TryAdd(anchor, location);
        if (Text(element, "$dynamicAnchor") is { } dynamicAnchor)
        {
            resource.Anchors.TryAdd(dynamicAnchor, location);
            resource.DynamicAnchors.TryAdd(dynamicAnchor, location);
        }
        return resource;
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
