using System.Text.Json;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Tests.Conformance;

/// <summary>A case that says which rules it shows.</summary>
/// <param name="Name">Its file, and its own name where the file has several.</param>
/// <param name="Rules">The ids of the rules.</param>
sealed record RuledCase(string Name, IReadOnlyList<string> Rules)
{
    static readonly string[] Projects = ["ArazzoDurable.Language.Tests", "ArazzoDurable.Runtime.Tests"];

    /// <summary>The cases below <c>cases/</c> of the language and of the walk that name rules.</summary>
    public static IReadOnlyList<RuledCase> ReadAll() =>
        [.. Projects.SelectMany(project => Files(Path.Combine(Repository.Root, "tests", project))).SelectMany(Read)];

    static IEnumerable<string> Files(string project) => Directory.EnumerateDirectories(project)
        .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
        .Select(folder => Path.Combine(folder, "cases"))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal);

    static IEnumerable<RuledCase> Read(string path)
    {
        var root = NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(path)).Root.ShouldNotBeNull(path));
        var file = Path.GetFileName(path);
        return root.ValueKind is JsonValueKind.Array
            ? root.EnumerateArray().SelectMany((each, index) => Of($"{file} {index + 1}", each))
            : Of(file, root);
    }

    static IEnumerable<RuledCase> Of(string name, JsonElement given) =>
        given.ValueKind is JsonValueKind.Object && given.TryGetProperty("rules", out var rules) && rules.ValueKind is JsonValueKind.Array
            ? [new RuledCase(name, [.. rules.EnumerateArray().Select(rule => rule.GetString()!)])]
            : [];
}
