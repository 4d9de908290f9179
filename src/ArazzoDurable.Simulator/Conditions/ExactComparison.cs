using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Compares as the filters of RFC 9535 do.</summary>
static class ExactComparison
{
    /// <summary>Whether the comparison of what two sides name holds; nothing equals nothing only.</summary>
    internal static bool Holds(IReadOnlyList<JsonNode?> left, string sign, IReadOnlyList<JsonNode?> right)
    {
        var equal = left.Count == 0 || right.Count == 0 ? left.Count == right.Count : AreEqual(left[0], right[0]);
        return sign switch
        {
            "==" => equal,
            "!=" => !equal,
            "<=" or ">=" when equal => true,
            _ => left.Count > 0 && right.Count > 0 && Order(left[0], right[0]) is { } order && Fits(order, sign),
        };
    }

    /// <summary>Whether an order is one that the operator asks for.</summary>
    internal static bool Fits(int order, string sign) => sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        _ => false,
    };

    static bool AreEqual(JsonNode? left, JsonNode? right) =>
        left?.GetValueKind() == JsonValueKind.Number && right?.GetValueKind() == JsonValueKind.Number
            ? Numbers.Of(left) == Numbers.Of(right)
            : JsonNode.DeepEquals(left, right);

    static int? Order(JsonNode? left, JsonNode? right) => (left?.GetValueKind(), right?.GetValueKind()) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
        (JsonValueKind.Number, JsonValueKind.Number) => Numbers.Of(left) is { } a && Numbers.Of(right) is { } b ? a.CompareTo(b) : null,
        _ => null,
    };
}
