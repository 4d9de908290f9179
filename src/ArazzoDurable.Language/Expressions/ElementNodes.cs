using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Turns plain JSON into values that know their place.</summary>
static class ElementNodes
{
    /// <summary>The same value as a node; every part of it stands at <paramref name="mark"/>. Of two members of one name the last counts.</summary>
    public static Node ToNode(JsonElement value, Mark mark) => value.ValueKind switch
    {
        JsonValueKind.Object => new Node.Mapping(Members(value, mark), mark),
        JsonValueKind.Array => new Node.Sequence([.. value.EnumerateArray().Select(item => ToNode(item, mark))], mark),
        _ => new Node.Scalar(value, mark),
    };

    static ImmutableArray<Member> Members(JsonElement value, Mark mark)
    {
        var members = new OrderedDictionary<string, Member>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var name = JsonText.DecodeName(property);
            members[name] = new Member(name, mark, ToNode(property.Value, mark));
        }
        return [.. members.Values];
    }
}
