using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>type</c>: one of some types. A number without a fraction is an integer, however it is written.</summary>
sealed class TypeKeyword(SchemaNode owner, ImmutableArray<string> types) : Keyword(owner, "type")
{
    internal static ImmutableArray<string> Known { get; } = ["array", "boolean", "integer", "null", "number", "object", "string"];

    internal override bool Evaluate(in Frame frame)
    {
        foreach (var type in types)
        {
            if (IsOfType(frame.Value, type))
                return true;
        }
        return frame.Tells && frame.Fail(this, $"expected {string.Join(" or ", types)}, found {Found.In(frame.Value)}");
    }

    static bool IsOfType(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Array => type is "array",
        JsonValueKind.True or JsonValueKind.False => type is "boolean",
        JsonValueKind.Null => type is "null",
        JsonValueKind.Number => type is "number" || (type is "integer" && ExactNumber.Of(value).IsInteger),
        JsonValueKind.Object => type is "object",
        JsonValueKind.String => type is "string",
        _ => false,
    };
}
