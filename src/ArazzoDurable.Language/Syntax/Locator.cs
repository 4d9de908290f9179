using System.Globalization;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>Finds what a JSON Pointer points to in a tree of nodes, so that what is known by its pointer gets its line.</summary>
public static class Locator
{
    /// <summary>What the pointer points to; null when there is nothing.</summary>
    public static Node? Find(Node root, JsonPointer pointer)
    {
        var (node, isWhole) = Walk(root, pointer);
        return isWhole ? node : null;
    }

    /// <summary>Where that begins what the pointer points to, or when there is nothing, the innermost value around it that is there.</summary>
    public static Mark MarkOf(Node root, JsonPointer pointer) => Walk(root, pointer).Node.Mark;

    static (Node Node, bool IsWhole) Walk(Node root, JsonPointer pointer)
    {
        var current = root;
        foreach (var token in pointer.Tokens)
        {
            if (Step(current, token) is not { } next)
                return (current, false);
            current = next;
        }
        return (current, true);
    }

    static Node? Step(Node node, string token) => node switch
    {
        Node.Mapping mapping => mapping[token],
        Node.Sequence sequence => IsIndex(token) && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < sequence.Items.Length ? sequence.Items[index] : null,
        _ => null,
    };

    static bool IsIndex(string token) => token == "0" || (token.Length > 0 && token[0] != '0');
}
