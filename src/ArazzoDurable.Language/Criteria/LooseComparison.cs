using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// Compares values as conditions do. Two strings compare as text, ordinal and ignoring case, also when both look like numbers. A number
/// and a numeric string compare as numbers, with all their digits; a boolean equals <c>'true'</c> or <c>'false'</c>. A missing value
/// equals null and only null. Whatever else differs in type is unequal, and so are objects and arrays. <c>!=</c> is not <c>==</c>, and an
/// ordering is false where there is none: for null, a missing value, booleans, objects, arrays and texts that are no number.
/// </summary>
static class LooseComparison
{
    public static bool Holds(JsonElement? left, ComparisonOperator comparison, JsonElement? right) => comparison switch
    {
        ComparisonOperator.Equal => AreEqual(left, right),
        ComparisonOperator.NotEqual => !AreEqual(left, right),
        ComparisonOperator.Less => Order(left, right) is < 0,
        ComparisonOperator.LessOrEqual => Order(left, right) is <= 0,
        ComparisonOperator.Greater => Order(left, right) is > 0,
        ComparisonOperator.GreaterOrEqual => Order(left, right) is >= 0,
        _ => throw new UnreachableException(),
    };

    /// <summary>What a value without an operator comes to: true unless it is missing, null or false.</summary>
    public static bool IsTrue(JsonElement? value) =>
        value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined) };

    static bool AreEqual(JsonElement? left, JsonElement? right)
    {
        if (IsNothing(left) || IsNothing(right))
            return IsNothing(left) && IsNothing(right);
        var (a, b) = (left!.Value, right!.Value);
        if (Truth(a) is { } truth)
            return Truth(b) == truth || IsText(b, truth);
        if (Truth(b) is { } other)
            return IsText(a, other);
        return Order(left, right) is 0;
    }

    static int? Order(JsonElement? left, JsonElement? right)
    {
        if (left is not { } a || right is not { } b)
            return null;
        if (a.ValueKind == JsonValueKind.String && b.ValueKind == JsonValueKind.String)
            return StringComparer.OrdinalIgnoreCase.Compare(JsonText.Decode(a), JsonText.Decode(b));
        return Number(a) is { } x && Number(b) is { } y ? x.CompareTo(y) : null;
    }

    /// <summary>The number that a JSON number or a numeric string is; null for anything else.</summary>
    static ExactNumber? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => ExactNumber.Of(value),
        JsonValueKind.String => ExactNumber.Parse(JsonText.Decode(value)),
        _ => null,
    };

    static bool IsNothing(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null };

    static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    static bool IsText(JsonElement value, bool truth) =>
        value.ValueKind == JsonValueKind.String && string.Equals(JsonText.Decode(value), truth ? "true" : "false", StringComparison.OrdinalIgnoreCase);
}
