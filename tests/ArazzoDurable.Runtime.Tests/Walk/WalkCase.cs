using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>
/// A case of <c>cases/**/*.yaml</c>: a description with its APIs, scripted answers, and what is to come of it. The parts that every
/// description has may be left out. <c>docs/conformance.md</c> describes the members.
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

    /// <summary>The cases of a file: one that has the file's name, or a list of cases that have names of their own.</summary>
    public static IEnumerable<WalkCase> ReadFile(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        return Read(file, File.ReadAllBytes(path)) switch
        {
            JsonArray list => list.Select(each => new WalkCase($"{file}: {each!["name"]}", each.AsObject())),
            var single => [new WalkCase(file, single.AsObject())],
        };
    }

    public static WalkCase Parse(string yaml) => new("test", Read("test", Encoding.UTF8.GetBytes(yaml)).AsObject());

    static JsonNode Read(string name, byte[] yaml)
    {
        var reading = SyntaxReader.Read(yaml);
        reading.Diagnostics.ShouldBeEmpty(name);
        return JsonNode.Parse(NodeJson.ToElement(reading.Root!).GetRawText())!;
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
        Merge(root["of-main"], workflows[0]!.AsObject());
        var description = new JsonObject
        {
            ["arazzo"] = root["arazzo"]?.DeepClone() ?? "1.0.1",
            ["info"] = new JsonObject { ["title"] = Name, ["version"] = "1" },
            ["sourceDescriptions"] = new JsonArray([.. Sources().Select(source => CaseSource.Describe(source.Key, source.Value))]),
            ["workflows"] = workflows,
        };
        if (root["components"] is { } components)
            description["components"] = components.DeepClone();
        Merge(root["document"], description);
        return JsonElement.Parse(description.ToJsonString());
    }

    /// <summary>The documents by the names of their sources: those of the case, or the one API that its operations make.</summary>
    public Dictionary<string, JsonElement> Sources() => root["sources"] is JsonObject sources
        ? sources.ToDictionary(source => source.Key, source => CaseSource.Document(source.Key, source.Value!.AsObject(), null))
        : new() { ["api"] = CaseSource.Document("api", root["operations"]?.AsObject() ?? [], root["api"]?.AsObject()) };

    static void Merge(JsonNode? members, JsonObject target)
    {
        foreach (var (member, value) in members?.AsObject() ?? [])
            target[member] = value?.DeepClone();
    }
}
