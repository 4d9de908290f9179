using System.Text.Json;

namespace ArazzoDurable.Language.Tests.JsonPath;

/// <summary>The rows of a data file beside these tests.</summary>
static class Cases
{
    public static IEnumerable<JsonElement> Of(string file) =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "JsonPath", "cases", file))).EnumerateArray();

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static string[] Texts(this JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(static text => text.GetString()!)];
}
