using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>Compares values as RFC 9535, 2.3.5.2.2 has it: values of different kinds are unequal and have no order, and nothing equals nothing.</summary>
sealed class ValueComparison(Walk walk)
{
    public bool Holds(Operand left, ComparisonOperator @operator, Operand right) => @operator switch
    {
        ComparisonOperator.Equal => AreEqual(left, right),
        ComparisonOperator.NotEqual => !AreEqual(left, right),
        ComparisonOperator.Less => Operand.Order(left, right) < 0,
        ComparisonOperator.Greater => Operand.Order(left, right) > 0,
        ComparisonOperator.LessOrEqual => Operand.Order(left, right) is { } order ? order <= 0 : AreEqual(left, right),
        ComparisonOperator.GreaterOrEqual => Operand.Order(left, right) is { } order ? order >= 0 : AreEqual(left, right),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    bool AreEqual(Operand left, Operand right)
    {
        if (left.IsNothing || right.IsNothing)
            return left.IsNothing && right.IsNothing;
        if (Operand.Order(left, right) is { } order)
            return order == 0;
        return left.Element is { } a && right.Element is { } b && AreEqual(a, b);
    }

    bool AreEqual(JsonElement left, JsonElement right)
    {
        var equal = walk.Enter() && (left.ValueKind, right.ValueKind) switch
        {
            (JsonValueKind.Array, JsonValueKind.Array) => ArraysAreEqual(left, right),
            (JsonValueKind.Object, JsonValueKind.Object) => ObjectsAreEqual(left, right),
            (JsonValueKind.Number, JsonValueKind.Number) or (JsonValueKind.String, JsonValueKind.String) =>
                Operand.Order(Operand.Of(left), Operand.Of(right)) == 0,
            var (a, b) => a == b,
        };
        walk.Leave();
        return equal;
    }

    bool ArraysAreEqual(JsonElement left, JsonElement right)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
            return false;
        using var others = right.EnumerateArray();
        foreach (var element in left.EnumerateArray())
        {
            if (!others.MoveNext() || !AreEqual(element, others.Current))
                return false;
        }
        return true;
    }

    bool ObjectsAreEqual(JsonElement left, JsonElement right)
    {
        if (!walk.Charge(left.GetPropertyCount()) || !walk.Charge(right.GetPropertyCount()))
            return false;
        var (members, others) = (MembersOf(left), MembersOf(right));
        return members.Count == others.Count
            && members.All(member => others.TryGetValue(member.Key, out var other) && AreEqual(member.Value, other));
    }

    /// <summary>The members by name; of several with one name the last, which is the one that a name selects.</summary>
    static Dictionary<string, JsonElement> MembersOf(JsonElement node)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in node.EnumerateObject())
            members[JsonText.DecodeName(member)] = member.Value;
        return members;
    }
}
