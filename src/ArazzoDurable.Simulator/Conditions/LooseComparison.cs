using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Compares as the simple conditions do (Arazzo 1.0.1, Criterion Object): texts ignoring case, numbers with texts that spell them.</summary>
static class LooseComparison
{
    /// <summary>Whether the comparison holds.</summary>
    internal static bool Holds(JsonNode? left, string sign, JsonNode? right) => sign switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        _ => Order(left, right) is { } order && ExactComparison.Fits(order, sign),
    };

    static bool AreEqual(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        return (left.GetValueKind(), right.GetValueKind()) switch
        {
            (JsonValueKind.String, JsonValueKind.String) => string.Equals(left.GetValue<string>(), right.GetValue<string>(), StringComparison.OrdinalIgnoreCase),
            (JsonValueKind.Number, JsonValueKind.Number or JsonValueKind.String) or (JsonValueKind.String, JsonValueKind.Number) =>
                Numbers.Of(left) is { } a && Numbers.Of(right) is { } b && a == b,
            (JsonValueKind.True or JsonValueKind.False, JsonValueKind.True or JsonValueKind.False or JsonValueKind.String) or
            (JsonValueKind.String, JsonValueKind.True or JsonValueKind.False) =>
                string.Equals(left.ToString(), right.ToString(), StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    static int? Order(JsonNode? left, JsonNode? right)
    {
        if (left?.GetValueKind() == JsonValueKind.String && right?.GetValueKind() == JsonValueKind.String)
            return string.Compare(left.GetValue<string>(), right.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        return Numbers.Of(left) is { } a && Numbers.Of(right) is { } b ? a.CompareTo(b) : null;
    }
}
