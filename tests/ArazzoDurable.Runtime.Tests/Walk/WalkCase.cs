using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Credentials;

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

    /// <summary>The credentials that come with the submit: <c>auth</c>, by <c>source.scheme</c>.</summary>
    public ImmutableSortedDictionary<string, string> Auth => Texts("auth");

    /// <summary>The credentials of the host's settings: <c>environment</c>, by the names of variables.</summary>
    public HostCredentials HostCredentials
    {
        get
        {
            var read = HostCredentials.Read(Texts("environment"), mustNameOrigins: false, out var problems);
            problems.ShouldBeEmpty();
            return read;
        }
    }

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
        var description = new JsonObject
        {
            ["arazzo"] = root["arazzo"]?.DeepClone() ?? "1.0.1",
            ["info"] = new JsonObject { ["title"] = Name, ["version"] = "1" },
            ["sourceDescriptions"] = new JsonArray(new JsonObject { ["name"] = "api", ["url"] = "api.yaml", ["type"] = "openapi" }),
            ["workflows"] = workflows,
        };
        if (root["self"] is { } self)
            description["$self"] = self.DeepClone();
        if (root["components"] is { } components)
            description["components"] = components.DeepClone();
        if (root["asyncapi"] is not null)
            description["sourceDescriptions"]!.AsArray().Add(new JsonObject { ["name"] = "events", ["url"] = "events.yaml", ["type"] = "asyncapi" });
        return JsonElement.Parse(description.ToJsonString());
    }

    /// <summary>The API: one with an operation for each short line <c>id: METHOD /path</c>; and the AsyncAPI document of the case as source <c>events</c>.</summary>
    public Dictionary<string, JsonElement> Sources()
    {
        var paths = new JsonObject();
        foreach (var (id, line) in root["operations"]!.AsObject())
        {
            var (method, path, more) = line is JsonObject detailed
                ? (detailed["call"]!.ToString().Split(' ')[0], detailed["call"]!.ToString().Split(' ')[1], detailed)
                : (line!.ToString().Split(' ')[0], line.ToString().Split(' ')[1], null);
            var operation = new JsonObject { ["operationId"] = id, ["responses"] = more?["responses"]?.DeepClone() ?? new JsonObject { ["200"] = new JsonObject { ["description"] = "ok" } } };
            if (more?["parameters"] is { } parameters)
                operation["parameters"] = parameters.DeepClone();
            foreach (var member in (ReadOnlySpan<string>)["requestBody", "security", "servers"])
            {
                if (more?[member] is { } given)
                    operation[member] = given.DeepClone();
            }
            if (paths[path] is not JsonObject item)
                paths[path] = item = [];
            item[method.ToLowerInvariant()] = operation;
        }
        var api = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "api", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://api.example.com/v1" }),
            ["paths"] = paths,
        };
        if (root["security"] is { } security)
            api["security"] = security.DeepClone();
        if (root["security-schemes"] is { } schemes)
            api["components"] = new JsonObject { ["securitySchemes"] = schemes.DeepClone() };
        var sources = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["api"] = JsonElement.Parse(api.ToJsonString()) };
        if (this["asyncapi"] is { } events)
            sources["events"] = events;
        return sources;
    }

    ImmutableSortedDictionary<string, string> Texts(string member) =>
        (this[member]?.EnumerateObject() ?? []).ToImmutableSortedDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
}
