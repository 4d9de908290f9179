using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>The document of a source: given as it is, or by a short line <c>id: METHOD /path</c> for each operation.</summary>
static class CaseSource
{
    static readonly string[] Kinds = ["openapi", "swagger", "arazzo", "asyncapi"];

    /// <summary>The document that a case gives for a source.</summary>
    /// <param name="name">The source; its operations are at <c>https://{name}.example.com/v1</c>.</param>
    /// <param name="given">The document, or its operations.</param>
    /// <param name="more">Members of the root to add or to put in place of those that are made.</param>
    public static JsonElement Document(string name, JsonObject given, JsonObject? more)
    {
        if (Kinds.Any(given.ContainsKey))
            return JsonElement.Parse(given.ToJsonString());
        var api = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = name, ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = $"https://{name}.example.com/v1" }),
            ["paths"] = Paths(given),
        };
        foreach (var (member, value) in more ?? [])
            api[member] = value?.DeepClone();
        return JsonElement.Parse(api.ToJsonString());
    }

    /// <summary>The Source Description Object of a document.</summary>
    public static JsonNode Describe(string name, JsonElement document) => new JsonObject
    {
        ["name"] = name,
        ["url"] = $"{name}.yaml",
        ["type"] = Kinds.First(kind => document.TryGetProperty(kind, out _)) is var kind && kind == "swagger" ? "openapi" : kind,
    };

    static JsonObject Paths(JsonObject operations)
    {
        var paths = new JsonObject();
        foreach (var (id, line) in operations)
        {
            var call = (line as JsonObject)?["call"] ?? line!;
            var (method, path) = (call.ToString().Split(' ')[0], call.ToString().Split(' ')[1]);
            if (paths[path] is not JsonObject item)
                paths[path] = item = [];
            item[method.ToLowerInvariant()] = Operation(id, line as JsonObject);
        }
        return paths;
    }

    static JsonObject Operation(string id, JsonObject? detailed)
    {
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "ok" } },
        };
        foreach (var (member, value) in detailed ?? [])
        {
            if (member != "call")
                operation[member] = value?.DeepClone();
        }
        return operation;
    }
}
