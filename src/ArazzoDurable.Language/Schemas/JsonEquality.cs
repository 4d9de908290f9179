using System.Text.Json;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// Equality of values as JSON Schema has it: numbers by their value, objects whatever the order of their members.
/// Of members with the same name the last one counts.
/// </summary>
sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    internal static JsonEquality Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(JsonElement x, JsonElement y)
    {
        if (x.ValueKind != y.ValueKind)
            return false;
        return x.ValueKind switch
        {
            JsonValueKind.Number => ExactNumber.Of(x) == ExactNumber.Of(y),
            JsonValueKind.String => x.ValueEquals(y.GetString()),
            JsonValueKind.Array => x.GetArrayLength() == y.GetArrayLength() && x.EnumerateArray().SequenceEqual(y.EnumerateArray(), this),
            JsonValueKind.Object => AreEqual(Members(x), Members(y)),
            _ => true,
        };
    }

    /// <inheritdoc/>
    public int GetHashCode(JsonElement obj)
    {
        var hash = new HashCode();
        hash.Add(obj.ValueKind);
        switch (obj.ValueKind)
        {
            case JsonValueKind.Number:
                hash.Add(ExactNumber.Of(obj));
                break;
            case JsonValueKind.String:
                hash.Add(obj.GetString(), StringComparer.Ordinal);
                break;
            case JsonValueKind.Array:
                foreach (var element in obj.EnumerateArray())
                    hash.Add(GetHashCode(element));
                break;
            case JsonValueKind.Object:
                hash.Add(Members(obj).Aggregate(0, (sum, member) => sum ^ HashCode.Combine(member.Key, GetHashCode(member.Value))));
                break;
        }
        return hash.ToHashCode();
    }

    bool AreEqual(Dictionary<string, JsonElement> x, Dictionary<string, JsonElement> y) =>
        x.Count == y.Count && x.All(member => y.TryGetValue(member.Key, out var value) && Equals(member.Value, value));

    static Dictionary<string, JsonElement> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }
}
