using System.Text.Json;

namespace ArazzoDurable.Language.Syntax;

/// <summary>What to call a node in a message.</summary>
static class Kinds
{
    public static string Of(Node node) => node switch
    {
        Node.Mapping => "an object",
        Node.Sequence => "a list",
        Node.Scalar scalar => scalar.Value.ValueKind switch
        {
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "a boolean",
            _ => "null",
        },
        _ => "unknown",
    };
}
