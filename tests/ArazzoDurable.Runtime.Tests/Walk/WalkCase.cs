using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Credentials;

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

    /// <summary>What a walk from the checkpoints does that this one left: <c>rerun</c>; null when there is none.</summary>
    public WalkCase? Rerun => root["rerun"] is JsonObject again ? new WalkCase(Name, again) : null;

    /// <summary>After how many answers the run is cancelled: <c>cancel-after</c>; null when it is not.</summary>
    public int? CancelAfter => this["cancel-after"]?.GetInt32();

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
        Merge(root["of-main"], workflows[0]!.AsObject());
        var description = Description("", root, workflows);
        Merge(root["document"], description);
        return Element(description);
    }

    /// <summary>
    /// The documents by the paths of their sources: the <c>sources</c> of the case, or the one API that its operations make; its
    /// <c>asyncapi</c> as source <c>events</c>; and its <c>documents</c>, each an API, a description around its workflows, or a reference
    /// to another one.
    /// </summary>
    public Dictionary<string, JsonElement> Sources()
    {
        var sources = Own();
        foreach (var (path, document) in Documents)
        {
            sources[path] = document switch
            {
                { } description when description["workflows"] is { } workflows => Element(Description(path, description, workflows.DeepClone())),
                { } api when api["operations"] is JsonObject operations => CaseSource.Document(path, operations, ServedAt($"https://{path.Replace('/', '.')}.example.com")),
                _ => Element(document),
            };
        }
        return sources;
    }

    Dictionary<string, JsonElement> Own()
    {
        var sources = root["sources"] is JsonObject given
            ? given.ToDictionary(source => source.Key, source => CaseSource.Document(source.Key, source.Value!.AsObject(), null))
            : new() { ["api"] = CaseSource.Document("api", root["operations"]?.AsObject() ?? [], Api()) };
        if (this["asyncapi"] is { } events)
            sources["events"] = events;
        return sources;
    }

    /// <summary>What the root of the API has besides its operations.</summary>
    JsonObject Api()
    {
        var api = root["api"]?.DeepClone().AsObject() ?? [];
        if (root["security"] is { } security)
            api["security"] = security.DeepClone();
        if (root["security-schemes"] is { } schemes)
            api["components"] = new JsonObject { ["securitySchemes"] = schemes.DeepClone() };
        return api;
    }

    IEnumerable<(string Path, JsonObject Document)> Documents =>
        (root["documents"]?.AsObject() ?? []).Select(entry => (entry.Key, entry.Value!.AsObject()));

    JsonObject Description(string path, JsonObject given, JsonNode workflows)
    {
        var sources = new JsonArray();
        if (path.Length == 0)
        {
            foreach (var (name, document) in Own())
                sources.Add(CaseSource.Describe(name, document));
        }
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
        foreach (var (member, name) in new[] { ("components", "components"), ("$self", "$self"), ("self", "$self") })
        {
            if (given[member] is { } value)
                description[name] = value.DeepClone();
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

    static JsonObject ServedAt(string server) => new() { ["servers"] = new JsonArray(new JsonObject { ["url"] = server }) };

    static void Merge(JsonNode? members, JsonObject target)
    {
        foreach (var (member, value) in members?.AsObject() ?? [])
            target[member] = value?.DeepClone();
    }

    static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    ImmutableSortedDictionary<string, string> Texts(string member) =>
        (this[member]?.EnumerateObject() ?? []).ToImmutableSortedDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
}
