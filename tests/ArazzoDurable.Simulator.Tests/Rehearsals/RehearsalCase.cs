using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Simulator.Tests.Rehearsals;

/// <summary>A document and the answers by which it is to be rehearsed, read from a file.</summary>
/// <param name="Document">The description: the file's <c>workflows</c>, and its <c>components</c> if it has any.</param>
/// <param name="OpenApi">The API: the file's <c>paths</c>.</param>
/// <param name="Inputs">The inputs; those that are missing are made up.</param>
/// <param name="Answers">The answers in their order: <c>call</c>, <c>status</c>, and what the <c>body</c> and the <c>headers</c> have at least.</param>
/// <param name="RepeatFrom">Of a rehearsal without an end: where it starts over.</param>
sealed record RehearsalCase(ArazzoDocument Document, JsonElement OpenApi, JsonElement Inputs, IReadOnlyList<JsonElement> Answers, int? RepeatFrom)
{
    static string Folder => Path.Combine(AppContext.BaseDirectory, "Rehearsals", "cases");

    internal static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    internal static RehearsalCase Read(string name)
    {
        var file = NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(Path.Combine(Folder, $"{name}.yaml"))).Root!);
        var version = file.TryGetProperty("arazzo", out var given) ? given.GetString() : "1.0.1";
        var components = file.TryGetProperty("components", out var written) ? written.GetRawText() : "{}";
        var reading = ArazzoReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {"arazzo": "{{version}}", "info": {"title": "case", "version": "1"}, "sourceDescriptions": [{"name": "api", "url": "api.yaml", "type": "openapi"}],
             "workflows": {{file.GetProperty("workflows").GetRawText()}}, "components": {{components}}}
            """));
        reading.Diagnostics.Where(diagnostic => diagnostic.Severity == Language.Diagnostics.Severity.Error).ShouldBeEmpty();
        return new RehearsalCase(
            reading.Document!,
            JsonElement.Parse($$"""{"openapi": "3.1.0", "info": {"title": "api", "version": "1"}, "paths": {{file.GetProperty("paths").GetRawText()}}}"""),
            file.TryGetProperty("inputs", out var inputs) ? inputs : JsonElement.Parse("{}"),
            [.. file.GetProperty("answers").EnumerateArray()],
            file.TryGetProperty("repeatFrom", out var back) ? back.GetInt32() : null);
    }
}
