using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Http.OpenApi;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>
/// The API as its own description has it. Here its objects have no members but those described: a client is asked to put up with
/// further ones, a test is not.
/// </summary>
static class DescribedApi
{
    static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(StringComparer.Ordinal);

    public static JsonElement Document { get; } = Closed();

    /// <summary>The operations by route, such as <c>GET /api/runs</c>, and where they stand.</summary>
    public static IReadOnlyDictionary<string, JsonPointer> Operations { get; } = (
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is not "parameters"
        select (Route: $"{operation.Name.ToUpperInvariant()} {path.Name}", Place: JsonPointer.Root.Append("paths").Append(path.Name).Append(operation.Name)))
        .ToDictionary(found => found.Route, found => found.Place, StringComparer.Ordinal);

    /// <summary>Where a value stands, once its reference, if it is one, is followed; null when it is not there.</summary>
    public static JsonPointer? Find(JsonPointer place)
    {
        if (place.Resolve(Document) is not { } found)
            return null;
        if (found.ValueKind is not JsonValueKind.Object || !found.TryGetProperty("$ref", out var reference))
            return place;
        JsonPointer.TryParse(reference.GetString()![1..], out var target).ShouldBeTrue();
        return Find(target);
    }

    public static JsonElement Get(JsonPointer place) => place.Resolve(Document) ?? throw new InvalidOperationException($"There is nothing at {place}.");

    /// <summary>What does not fit the schema that stands there, one line each.</summary>
    public static IEnumerable<string> Violations(JsonPointer schema, JsonElement value) =>
        Schemas.GetOrAdd(schema.ToString(), _ => Compile(schema)).Validate(value)
            .Select(violation => $"{violation.Instance}: {violation.Message} ({violation.Schema})");

    static JsonSchema Compile(JsonPointer place)
    {
        JsonSchema.TryCompile(Document, place, out var compiled, out var errors);
        errors.ShouldBeEmpty();
        return compiled!;
    }

    static JsonElement Closed()
    {
        var document = JsonNode.Parse(OpenApiDocument.Bytes.Span)!;
        foreach (var (_, schema) in document["components"]!["schemas"]!.AsObject())
        {
            if (schema is JsonObject members && members.ContainsKey("properties") && !members.ContainsKey("additionalProperties"))
                members["additionalProperties"] = false;
        }
        return JsonSerializer.SerializeToElement(document);
    }
}
