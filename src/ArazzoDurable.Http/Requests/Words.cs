using System.Text.Json;

namespace ArazzoDurable.Http.Requests;

/// <summary>Names kinds of JSON values in words.</summary>
static class Words
{
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => value.ValueEquals(""u8) ? "an empty string" : "a string",
        JsonValueKind.Number => value.GetRawText() is { Length: <= 20 } digits ? digits : "a long number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => throw new ArgumentException("There is no value.", nameof(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
