using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Expressions;

/// <summary>The schemas of a description that others refer to by pointer or anchor (Arazzo 1.1.0, Resolving URI Fragments).</summary>
/// <param name="document">The description.</param>
/// <param name="own">The schema that refers; its anchors go before those of others.</param>
sealed class InputSchemas(ArazzoDocument document, Node? own)
{
    // What stands there is data and no schema.
    static readonly string[] Data = ["const", "default", "enum", "examples"];

    readonly Lazy<Dictionary<string, Node>> components = new(() => document.Components.Inputs.ToDictionary(input => input.Name, input => input.Value, StringComparer.Ordinal));
    readonly Lazy<Dictionary<string, Node>> anchors = new(() => Anchors(document, own));

    /// <summary>The schema that a reference within the description leads to; null when it leads elsewhere or nowhere.</summary>
    public Node? Find(string reference)
    {
        if (reference is not ['#', ..])
            return null;
        var fragment = Uri.UnescapeDataString(reference[1..]);
        return fragment is ['/', ..] ? At(fragment) : anchors.Value.GetValueOrDefault(fragment);
    }

    Node? At(string fragment)
    {
        if (!JsonPointer.TryParse(fragment, out var pointer))
            return null;
        var tokens = pointer.Tokens;
        var start = tokens switch
        {
            ["components", "inputs", var name, ..] => components.Value.GetValueOrDefault(name),
            ["workflows", var index, "inputs", ..] when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < document.Workflows.Length =>
                document.Workflows[number].Inputs?.Node,
            _ => null,
        };
        return tokens.Skip(3).Aggregate(start, Child);
    }

    static Node? Child(Node? parent, string token) => parent switch
    {
        Node.Mapping mapping => mapping[token],
        Node.Sequence list when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Length => list.Items[index],
        _ => null,
    };

    static Dictionary<string, Node> Anchors(ArazzoDocument document, Node? own)
    {
        var anchors = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var schema in document.Components.Inputs.Select(input => input.Value).Concat(document.Workflows.Select(workflow => workflow.Inputs?.Node)).Prepend(own))
            Collect(schema, anchors);
        return anchors;
    }

    static void Collect(Node? node, Dictionary<string, Node> anchors)
    {
        switch (node)
        {
            case Node.Mapping mapping:
                if (mapping["$anchor"] is Node.Scalar { Value: { ValueKind: JsonValueKind.String } anchor })
                    anchors.TryAdd(JsonText.Decode(anchor), mapping);
                foreach (var member in mapping.Members.Where(member => !Data.Contains(member.Name, StringComparer.Ordinal)))
                    Collect(member.Value, anchors);
                break;
            case Node.Sequence list:
                foreach (var item in list.Items)
                    Collect(item, anchors);
                break;
        }
    }
}
