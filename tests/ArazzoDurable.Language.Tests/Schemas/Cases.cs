using System.Text.Json;

namespace ArazzoDurable.Language.Tests.Schemas;

/// <summary>Tables of cases beside the tests: a JSON array each, to which a case is added without C#.</summary>
static class Cases
{
    internal static IEnumerable<JsonElement> Read(string table) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Schemas", "cases", $"{table}.json"))).EnumerateArray();

    internal static TheoryData<string> Names(string table) => [.. Read(table).Select(each => each.GetProperty("name").GetString()!)];

    internal static JsonElement Named(string table, string name) => Read(table).Single(each => each.GetProperty("name").ValueEquals(name));
}
