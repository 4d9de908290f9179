using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Operations;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Simulator.Tests.Rehearsals;

/// <summary>A document and the answers by which it is to be rehearsed, read from a file.</summary>
/// <param name="Rehearsal">
/// The description: the file's <c>workflows</c>, and its <c>components</c> if it has any. <c>descriptions</c> are further ones by their paths,
/// each with <c>workflows</c>; every description has the source <c>api</c>, and those that stand below it, or that its <c>sources</c> name
/// with the path of another one.
/// </param>
/// <param name="Operations">The operations of the API, the file's <c>paths</c>, once for each description.</param>
/// <param name="Inputs">The inputs; those that are missing are made up.</param>
/// <param name="Answers">The answers in their order: <c>call</c>, <c>status</c>, and what the <c>body</c> and the <c>headers</c> have at least; of a call by another description its <c>source</c>.</param>
/// <param name="RepeatFrom">Of a rehearsal without an end: where it starts over.</param>
sealed record RehearsalCase(Rehearsal Rehearsal, ImmutableArray<Operation> Operations, JsonElement Inputs, IReadOnlyList<JsonElement> Answers, int? RepeatFrom)
{
    static string Folder => Path.Combine(AppContext.BaseDirectory, "Rehearsals", "cases");

    internal static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    internal static RehearsalCase Read(string name)
    {
        var file = NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(Path.Combine(Folder, $"{name}.yaml"))).Root!);
        var others = Members(file, "descriptions").ToList();
        var paths = others.Select(other => other.Name).Prepend("").ToList();
        var openApi = JsonElement.Parse($$"""{"openapi": "3.1.0", "info": {"title": "api", "version": "1"}, "paths": {{file.GetProperty("paths").GetRawText()}}}""");
        return new RehearsalCase(
            new Rehearsal
            {
                Document = Document(file, Below("", paths)),
                Descriptions = others.ToImmutableSortedDictionary(other => other.Name, other => Document(other.Value, Below(other.Name, paths)), StringComparer.Ordinal),
                Shared = others.SelectMany(other => Members(other.Value, "sources").Select(source => KeyValuePair.Create($"{other.Name}/{source.Name}", source.Value.GetString()!)))
                    .ToImmutableSortedDictionary(StringComparer.Ordinal),
            },
            [.. paths.SelectMany(path => OperationReader.Read(path.Length == 0 ? "api" : $"{path}/api", openApi))],
            file.TryGetProperty("inputs", out var inputs) ? inputs : JsonElement.Parse("{}"),
            [.. file.GetProperty("answers").EnumerateArray()],
            file.TryGetProperty("repeatFrom", out var back) ? back.GetInt32() : null);
    }

    static IEnumerable<string> Below(string path, IEnumerable<string> paths) => paths
        .Where(other => other.Length > 0 && other.LastIndexOf('/') == (path.Length == 0 ? -1 : path.Length) && other.StartsWith(path, StringComparison.Ordinal))
        .Select(other => other[(other.LastIndexOf('/') + 1)..]);

    static ArazzoDocument Document(JsonElement written, IEnumerable<string> descriptions)
    {
        var version = written.TryGetProperty("arazzo", out var given) ? given.GetString() : "1.0.1";
        var components = written.TryGetProperty("components", out var declared) ? declared.GetRawText() : "{}";
        var sources = descriptions.Concat(Members(written, "sources").Select(source => source.Name))
            .Select(source => $$""", {"name": "{{source}}", "url": "{{source}}.yaml", "type": "arazzo"}""");
        var reading = ArazzoReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {"arazzo": "{{version}}", "info": {"title": "case", "version": "1"}, "sourceDescriptions": [{"name": "api", "url": "api.yaml", "type": "openapi"}{{string.Concat(sources)}}],
             "workflows": {{written.GetProperty("workflows").GetRawText()}}, "components": {{components}}}
            """));
        reading.Diagnostics.Where(diagnostic => diagnostic.Severity == Language.Diagnostics.Severity.Error).ShouldBeEmpty();
        return reading.Document!;
    }

    static IEnumerable<JsonProperty> Members(JsonElement written, string name) =>
        written.TryGetProperty(name, out var members) ? members.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
