using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Expressions;

/// <summary>Values of a document, made from JSON.</summary>
static class Nodes
{
    public static Location Somewhere { get; } = new(JsonPointer.Root.Append("value"), new Mark(1, 1));

    public static NodeValue Of(string json) => new(Node(JsonElement.Parse(json)), Somewhere);

    static Node Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new Node.Mapping(
            [.. value.EnumerateObject().Select(member => new Member(member.Name, Somewhere.Mark, Node(member.Value)))], Somewhere.Mark),
        JsonValueKind.Array => new Node.Sequence([.. value.EnumerateArray().Select(Node)], Somewhere.Mark),
        _ => new Node.Scalar(value, Somewhere.Mark),
    };
}
