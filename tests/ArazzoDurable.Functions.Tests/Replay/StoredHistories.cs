using System.Text.Json;
using ArazzoDurable.Runtime.Tests;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Histories as files: a line for each generation, and one for each of its rows.</summary>
static class StoredHistories
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 128 };

    /// <summary>The folder of the histories that every build replays.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "ArazzoDurable.Functions.Tests", "Replay", "histories");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal);

    public static List<Generation> Read(string file) => JsonSerializer.Deserialize<List<Generation>>(File.ReadAllBytes(file), Options)!;

    public static void Write(string file, IEnumerable<Generation> generations) =>
        File.WriteAllText(file, $"[\n{string.Join(",\n", generations.Select(Text))}\n]\n");

    static string Text(Generation generation) => $$"""
        {"instanceId": {{JsonSerializer.Serialize(generation.InstanceId)}}, "events": [
        {{string.Join(",\n", generation.Events.Select(row => "  " + JsonSerializer.Serialize(row, Options)))}}
        ]}
        """;
}
