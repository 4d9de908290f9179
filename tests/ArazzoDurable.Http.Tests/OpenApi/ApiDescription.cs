using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>
/// An API as an OpenAPI document describes it. Here its objects have no members but those described: a client is asked to put up with
/// further ones, a test is not.
/// </summary>
sealed class ApiDescription
{
    readonly ConcurrentDictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    public ApiDescription(ReadOnlySpan<byte> json)
    {
        Document = Closed(JsonNode.Parse(json)!);
        Operations = (
            from path in Document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Name is not "parameters"
            select (Route: $"{operation.Name.ToUpperInvariant()} {path.Name}", Place: JsonPointer.Root.Append("paths").Append(path.Name).Append(operation.Name)))
            .ToDictionary(found => found.Route, found => found.Place, StringComparer.Ordinal);
    }

    public JsonElement Document { get; }

    /// <summary>The operations by route, such as <c>GET /api/runs</c>, and where they stand.</summary>
    public IReadOnlyDictionary<string, JsonPointer> Operations { get; }

    /// <summary>The operation that a request is for; null when none is described.</summary>
    public JsonPointer? OperationOf(string method, string path)
    {
        var (route, place) = Operations.FirstOrDefault(
            known => known.Key.Split(' ') is [var verb, var template] && verb == (method == "HEAD" ? "GET" : method) && Fits(template.Split('/'), path.Split('/')));
        return route is null ? null : place;
    }

    /// <summary>Where a value stands, once its reference, if it is one, is followed; null when it is not there.</summary>
    public JsonPointer? Find(JsonPointer place)
    {
        if (place.Resolve(Document) is not { } found)
            return null;
        if (found.ValueKind is not JsonValueKind.Object || !found.TryGetProperty("$ref", out var reference))
            return place;
        JsonPointer.TryParse(reference.GetString()![1..], out var target).ShouldBeTrue();
        return Find(target);
    }

    public JsonElement Get(JsonPointer place) => place.Resolve(Document) ?? throw new InvalidOperationException($"There is nothing at {place}.");

    /// <summary>What does not fit the schema that stands there, one line each.</summary>
    public IEnumerable<string> Violations(JsonPointer schema, JsonElement value) =>
        schemas.GetOrAdd(schema.ToString(), _ => Compile(schema)).Validate(value)
            .Select(violation => $"{violation.Instance}: {violation.Message} ({violation.Schema})");

    // Letters of any case are alike, as on Functions.
    static bool Fits(string[] template, string[] path) => template.Length == path.Length && template.Zip(path).All(segment =>
        segment.First is ['{', .., '}'] ? segment.Second.Length > 0 : string.Equals(segment.First, Uri.UnescapeDataString(segment.Second), StringComparison.OrdinalIgnoreCase));

    JsonSchema Compile(JsonPointer place)
    {
        JsonSchema.TryCompile(Document, place, out var compiled, out var errors);
        errors.ShouldBeEmpty();
        return compiled!;
    }

    static JsonElement Closed(JsonNode document)
    {
        foreach (var (_, schema) in document["components"]!["schemas"]!.AsObject())
        {
            if (schema is JsonObject members && members.ContainsKey("properties") && !members.ContainsKey("additionalProperties"))
                members["additionalProperties"] = false;
        }
        return JsonSerializer.SerializeToElement(document);
    }
}
