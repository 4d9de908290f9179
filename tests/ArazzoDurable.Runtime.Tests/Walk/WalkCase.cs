using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>
/// A case of <c>cases/*.yaml</c>: a description with its one API, scripted answers, and what is to come of it. The parts that every
/// description has may be left out.
/// </summary>
sealed class WalkCase
{
    readonly JsonObject root;

    WalkCase(string name, JsonObject root)
    {
        Name = name;
        this.root = root;
    }

    public string Name { get; }

    public static WalkCase Read(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path));

    public static WalkCase Parse(string yaml) => Parse("test", Encoding.UTF8.GetBytes(yaml));

    static WalkCase Parse(string name, byte[] yaml)
    {
        var reading = SyntaxReader.Read(yaml);
        reading.Diagnostics.ShouldBeEmpty(name);
        return new WalkCase(name, JsonObject.Create(NodeJson.ToElement(reading.Root!))!);
    }

    public JsonElement? this[string member] => root[member] is { } node ? JsonElement.Parse(node.ToJsonString()) : null;

    public JsonElement Inputs => this["inputs"] ?? JsonElement.Parse("{}");

    public IEnumerable<JsonElement> Answers => this["answers"]?.EnumerateArray().Select(answer => answer.Clone()) ?? [];

    /// <summary>The description: that of the case, or one around its workflows or its steps.</summary>
    public JsonElement Description()
    {
        var workflows = root["workflows"]?.DeepClone() ?? new JsonArray(new JsonObject
        {
            ["workflowId"] = "main",
            ["steps"] = root["steps"]!.DeepClone(),
        });
        if (root["outputs-of-main"] is { } outputs)
            workflows[0]!["outputs"] = outputs.DeepClone();
        return Element(Description("", root, workflows));
    }

    /// <summary>
    /// The sources: the API of the case, and its <c>documents</c> by their paths, each an API, a description around its workflows, or a
    /// reference to another one.
    /// </summary>
    public Dictionary<string, JsonElement> Sources()
    {
        var sources = new Dictionary<string, JsonElement> { ["api"] = Element(Api(root["operations"]!.AsObject(), "https://api.example.com/v1")) };
        foreach (var (path, document) in Documents)
        {
            sources[path] = Element(document switch
            {
                { } description when description["workflows"] is { } workflows => Description(path, description, workflows.DeepClone()),
                { } api when api["operations"] is JsonObject operations => Api(operations, $"https://{path.Replace('/', '.')}.example.com"),
                _ => document,
            });
        }
        return sources;
    }

    IEnumerable<(string Path, JsonObject Document)> Documents =>
        (root["documents"]?.AsObject() ?? []).Select(entry => (entry.Key, entry.Value!.AsObject()));

    JsonObject Description(string path, JsonObject given, JsonNode workflows)
    {
        var sources = new JsonArray();
        if (path.Length == 0)
            sources.Add(Source("api", "openapi"));
        foreach (var (other, document) in Documents.Where(other => other.Path.LastIndexOf('/') is var slash && (slash < 0 ? "" : other.Path[..slash]) == path))
            sources.Add(Source(other[(other.LastIndexOf('/') + 1)..], document.ContainsKey("operations") ? "openapi" : document.ContainsKey("workflows") ? "arazzo" : null));
        // A source that is named and not there.
        if (given["missing"]?.ToString() is { } missing)
            sources.Add(Source(missing, "arazzo"));
        var description = new JsonObject
        {
            ["arazzo"] = given["arazzo"]?.DeepClone() ?? "1.0.1",
            ["info"] = new JsonObject { ["title"] = Name, ["version"] = "1" },
            ["sourceDescriptions"] = sources,
            ["workflows"] = workflows,
        };
        foreach (var member in new[] { "components", "$self" })
        {
            if (given[member] is { } value)
                description[member] = value.DeepClone();
        }
        return description;
    }

    static JsonObject Source(string name, string? type)
    {
        var source = new JsonObject { ["name"] = name, ["url"] = $"{name}.yaml" };
        if (type is not null)
            source["type"] = type;
        return source;
    }

    /// <summary>An API: an operation for each short line <c>id: METHOD /path</c>.</summary>
    static JsonObject Api(JsonObject operations, string server)
    {
        var paths = new JsonObject();
        foreach (var (id, line) in operations)
        {
            var (method, path, more) = line is JsonObject detailed
                ? (detailed["call"]!.ToString().Split(' ')[0], detailed["call"]!.ToString().Split(' ')[1], detailed)
                : (line!.ToString().Split(' ')[0], line.ToString().Split(' ')[1], null);
            var operation = new JsonObject { ["operationId"] = id, ["responses"] = more?["responses"]?.DeepClone() ?? new JsonObject { ["200"] = new JsonObject { ["description"] = "ok" } } };
            if (more?["parameters"] is { } parameters)
                operation["parameters"] = parameters.DeepClone();
            if (more?["requestBody"] is { } body)
                operation["requestBody"] = body.DeepClone();
            if (paths[path] is not JsonObject item)
                paths[path] = item = [];
            item[method.ToLowerInvariant()] = operation;
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "api", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server }),
            ["paths"] = paths,
        };
    }

    static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
