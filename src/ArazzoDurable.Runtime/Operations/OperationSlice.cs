using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// Cuts a small OpenAPI document out of a large one: a single operation, its references put in place, without schemas, examples and the
/// bodies of responses. What is wrong elsewhere in the large document cannot disturb the reading of this operation.
/// </summary>
sealed class OperationSlice
{
    /// <summary>The method under which the operation stands in the slice, whatever its real one is.</summary>
    public const string Method = "post";

    readonly JsonElement root;
    readonly List<string> dangling = [];

    OperationSlice(JsonElement root) => this.root = root;

    /// <summary>Cuts out the operation at <paramref name="address"/>.</summary>
    /// <returns>The small document, and the references of the operation that lead nowhere.</returns>
    public static (JsonObject Document, IReadOnlyList<string> Dangling) Cut(JsonElement root, OperationAddress address)
    {
        var slice = new OperationSlice(root);
        var (item, operation) = Find(root, address);
        var path = Copy(item, "servers");
        path["parameters"] = slice.Parameters(item);
        path[Method] = slice.OperationObject(operation);
        var document = Copy(root, "host", "basePath", "schemes", "consumes", "servers", "security", "securityDefinitions");
        document[root.TryGetProperty("swagger", out _) ? "swagger" : "openapi"] = Version(root);
        document["info"] = new JsonObject { ["title"] = "", ["version"] = "" };
        document["paths"] = new JsonObject { [address.Path] = path };
        if (root.Member("components") is { } components)
            document["components"] = Copy(components, "securitySchemes");
        return (document, slice.dangling);
    }

    /// <summary>The path item and the operation at <paramref name="address"/>.</summary>
    public static (JsonElement Item, JsonElement Operation) Find(JsonElement root, OperationAddress address)
    {
        var item = LocalReference.PathItem(root, root.GetProperty("paths").GetProperty(address.Path));
        return (item, FindOperation(item, address.Method));
    }

    static JsonElement FindOperation(JsonElement item, string method)
    {
        foreach (var member in item.EnumerateObject())
        {
            if (member.NameEquals(method.ToLowerInvariant()))
                return member.Value;
        }
        return item.GetProperty("additionalOperations").GetProperty(method);
    }

    // Authors write `openapi: 3.0`, which YAML reads as a number, and patch versions that do not exist.
    static string Version(JsonElement root)
    {
        var text = (root.Member("swagger") ?? root.Member("openapi"))?.ToString() ?? "";
        return text switch
        {
            _ when text.StartsWith("3.0", StringComparison.Ordinal) || text == "3" => "3.0.4",
            _ when text.StartsWith("3.1", StringComparison.Ordinal) => "3.1.2",
            _ when text.StartsWith("3.2", StringComparison.Ordinal) => "3.2.0",
            _ when text.StartsWith('2') => "2.0",
            _ => text,
        };
    }

    JsonObject OperationObject(JsonElement operation)
    {
        var result = Copy(operation, "operationId", "servers", "security", "consumes");
        result["parameters"] = Parameters(operation);
        if (Target(operation, "requestBody") is { } body)
            result["requestBody"] = RequestBody(body);
        var responses = new JsonObject();
        if (operation.Member("responses") is { ValueKind: JsonValueKind.Object } documented)
        {
            foreach (var response in documented.EnumerateObject())
                responses[response.Name] = new JsonObject { ["description"] = "" };
        }
        result["responses"] = responses;
        return result;
    }

    JsonArray Parameters(JsonElement owner)
    {
        var result = new JsonArray();
        if (owner.Member("parameters") is { ValueKind: JsonValueKind.Array } parameters)
        {
            foreach (var parameter in parameters.EnumerateArray())
            {
                if (Followed(parameter) is { } target)
                    result.Add((JsonNode)Parameter(target));
            }
        }
        return result;
    }

    static JsonObject Parameter(JsonElement parameter)
    {
        var result = Copy(parameter, "name", "in", "required", "style", "explode", "allowReserved", "allowEmptyValue", "type", "format");
        // The library does not know all of them.
        if (parameter.Text("collectionFormat") is { } collectionFormat)
            result[CollectionFormat.Extension] = collectionFormat;
        if (parameter.Member("items") is { } items)
            result["items"] = Copy(items, "type");
        if (parameter.Member("in")?.ToString() == "body")
            result["schema"] = new JsonObject();
        if (parameter.Member("content") is { ValueKind: JsonValueKind.Object } content)
            result["content"] = Content(content);
        return result;
    }

    static JsonObject RequestBody(JsonElement body)
    {
        var result = Copy(body, "required");
        result["content"] = body.Member("content") is { ValueKind: JsonValueKind.Object } content ? Content(content) : [];
        return result;
    }

    static JsonObject Content(JsonElement content)
    {
        var result = new JsonObject();
        foreach (var mediaType in content.EnumerateObject())
            result[mediaType.Name] = new JsonObject();
        return result;
    }

    JsonElement? Target(JsonElement owner, string name) => owner.Member(name) is { } member ? Followed(member) : null;

    JsonElement? Followed(JsonElement value)
    {
        var target = LocalReference.Follow(root, value);
        if (target.ValueKind == JsonValueKind.Object)
            return target;
        if (LocalReference.Of(value) is { } reference)
            dangling.Add(reference);
        return null;
    }

    static JsonObject Copy(JsonElement owner, params ReadOnlySpan<string> names)
    {
        var result = new JsonObject();
        foreach (var name in names)
        {
            if (owner.Member(name) is { } value)
                result[name] = JsonNode.Parse(value.GetRawText());
        }
        return result;
    }
}
