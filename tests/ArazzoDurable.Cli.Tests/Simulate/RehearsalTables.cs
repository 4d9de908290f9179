using System.Text.Json;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Cli.Tests.Simulate;

/// <summary>What is written down of the documents of the corpus.</summary>
static class RehearsalTables
{
    /// <summary>The documents that do not end in success, with the code that says why, by their path below a folder of the corpus.</summary>
    public static Dictionary<string, string> CannotRun(string folder) => Read("cannot-run.yaml").GetProperty(folder).EnumerateObject()
        .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);

    /// <summary>The calls that documents are to make.</summary>
    public static IReadOnlyList<ExpectedCalls> Calls() =>
    [
        .. Read("calls.yaml").EnumerateArray().Select(entry => new ExpectedCalls(
            entry.GetProperty("document").GetString()!,
            entry.GetProperty("workflow").GetString()!,
            [.. entry.GetProperty("calls").EnumerateArray().Select(call => call.GetString()!)])),
    ];

    static JsonElement Read(string name) =>
        NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Simulate", "cases", name))).Root!);
}
