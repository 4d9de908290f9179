using System.Text.Json;

namespace ArazzoDurable.Language.Schemas;

/// <summary>Words of messages. What comes from a value is told without its strings, what comes from a schema may be quoted.</summary>
static class Found
{
    const int Longest = 60;

    /// <summary>A value by its type, a number with its digits.</summary>
    internal static string In(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => $"number {Shorten(value.GetRawText())}",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "nothing",
    };

    /// <summary>The same, where the schema names a value of that type.</summary>
    internal static string OtherThan(JsonElement value, IEnumerable<JsonElement> expected) =>
        value.ValueKind is not (JsonValueKind.Number or JsonValueKind.Null) && expected.Any(one => one.ValueKind == value.ValueKind)
            ? $"another {In(value)}"
            : In(value);

    /// <summary>A value of a schema.</summary>
    internal static string Quote(JsonElement value) => Shorten(value.GetRawText());

    /// <summary>A number of things.</summary>
    internal static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : FormattableString.Invariant($"{count} {thing}s");

    internal static string Shorten(string text) => text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}…";
}
