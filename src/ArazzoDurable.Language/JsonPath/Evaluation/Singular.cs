using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>The one node that a name, an index or a singular query selects.</summary>
static class Singular
{
    public static JsonElement? Find(JsonPathQuery query, JsonElement start)
    {
        var current = start;
        foreach (var segment in query.Segments)
        {
            if (Child(current, segment.Selectors[0]) is not { } child)
                return null;
            current = child;
        }
        return current;
    }

    public static JsonElement? Child(JsonElement node, Selector selector) => selector switch
    {
        Selector.Name name when node.ValueKind == JsonValueKind.Object => Member(node, name.Value),
        Selector.Index index when node.ValueKind == JsonValueKind.Array => Element(node, index.Value),
        _ => null,
    };

    static JsonElement? Element(JsonElement array, long index)
    {
        var fromFront = index < 0 ? index + array.GetArrayLength() : index;
        return fromFront >= 0 && fromFront < array.GetArrayLength() ? array[(int)fromFront] : null;
    }

    static JsonElement? Member(JsonElement node, string name)
    {
        try
        {
            return node.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A member of the object has a name that is no Unicode text (half of a surrogate pair), at which the look-up above gives up.
            return MemberByScan(node, name);
        }
    }

    static JsonElement? MemberByScan(JsonElement node, string name)
    {
        JsonElement? found = null;
        foreach (var member in node.EnumerateObject())
        {
            if (string.Equals(JsonText.DecodeName(member), name, StringComparison.Ordinal))
                found = member.Value;
        }
        return found;
    }
}
