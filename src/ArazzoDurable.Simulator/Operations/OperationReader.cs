using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Simulator.Answers;

namespace ArazzoDurable.Simulator.Operations;

/// <summary>Finds the operations of an OpenAPI document. What is not readable is passed over: the simulator plays what it can.</summary>
static class OperationReader
{
    static readonly ImmutableArray<string> Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    // OpenAPI 3.1, Parameter Object: definitions of these headers are ignored.
    static readonly ImmutableArray<string> IgnoredHeaders = ["Accept", "Content-Type", "Authorization"];

    /// <summary>The operations of <paramref name="document"/> in the document's order.</summary>
    internal static IEnumerable<Operation> Read(string source, JsonElement document)
    {
        foreach (var path in document.Members("paths"))
        {
            if (!path.Name.StartsWith('/') || References.Follow(document, path.Value) is not { } item)
                continue;
            var template = new PathTemplate(path.Name);
            foreach (var method in Methods)
            {
                if (item.Member(method) is { ValueKind: JsonValueKind.Object } operation)
                    yield return Read(source, document, template, method, item, operation);
            }
        }
    }

    static Operation Read(string source, JsonElement document, PathTemplate path, string method, JsonElement item, JsonElement operation)
    {
        var parameters = Parameters(document, item, operation);
        var body = operation.Member("requestBody") is { } written ? References.Follow(document, written) : null;
        return new Operation(
            source,
            method.ToUpperInvariant(),
            path,
            operation.Text("operationId"),
            [.. parameters.Where(entry => entry.Value.Flag("required") && IsChecked(document, entry.Key, entry.Value)).Select(entry => entry.Key)],
            body is { } required && required.Flag("required"),
            operation.Member("responses") is { ValueKind: JsonValueKind.Object } responses ? responses : null,
            document)
        {
            Parameters = [.. parameters.Values],
            RequestSchema = body is { } described ? Schema(described) : null,
        };
    }

    static JsonElement? Schema(JsonElement body)
    {
        var media = body.Members("content").ToList();
        var chosen = media.FindIndex(type => MediaType.IsJson(type.Name)) is var json and >= 0 ? json : 0;
        return media.Count == 0 ? null : media[chosen].Value.Member("schema");
    }

    static Dictionary<RequiredParameter, JsonElement> Parameters(JsonElement document, JsonElement item, JsonElement operation)
    {
        var byKey = new Dictionary<RequiredParameter, JsonElement>();
        foreach (var written in item.Items("parameters").Concat(operation.Items("parameters")))
        {
            if (References.Follow(document, written) is { } parameter && parameter.Text("name") is { } name && parameter.Text("in") is { } place)
                byKey[new RequiredParameter(name, place)] = parameter;
        }
        return byKey;
    }

    static bool IsChecked(JsonElement document, RequiredParameter key, JsonElement parameter) => key.In switch
    {
        "header" => !IgnoredHeaders.Contains(key.Name, StringComparer.OrdinalIgnoreCase),
        "query" or "cookie" => !IsSpread(document, parameter),
        _ => false,
    };

    static bool IsExploded(JsonElement parameter) => (parameter.Text("style") ?? "form") switch
    {
        "form" => parameter.Member("explode") is not { ValueKind: JsonValueKind.False },
        "pipeDelimited" or "spaceDelimited" => parameter.Flag("explode"),
        _ => false,
    };

    // An exploded object stands in the query under its members' names, not its own.
    static bool IsSpread(JsonElement document, JsonElement parameter) =>
        IsExploded(parameter)
        && parameter.Member("schema") is { } schema
        && References.Follow(document, schema) is { } followed
        && (followed.Text("type") == "object" || followed.Member("properties") is not null);
}
