using System.Text;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>Valid documents with another value in the place of each of their nodes.</summary>
static class ValuesAtEveryNode
{
    static readonly string[] Values =
    [
        "null", "true", "0", "-1.5", "1e400", "99999999999999999999", "\"\"", "\"text\"", "[]", "{}", "[[]]", "[null, null]", "{\"a\": {}}", "{\"$ref\": \"#\"}",
        "\"$inputs.id\"", "\"{$\"", "\"$steps.\"", "\"$sourceDescriptions.api.x\"", "\"\\u0000\\ufffe\"", "{\"reference\": \"$components.parameters.page\"}",
        "{\"context\": \"$response.body\", \"selector\": \"$..[\", \"type\": \"jsonpath\"}",
    ];

    static readonly string[] Descriptions = [ValidDocuments.Arazzo10, ValidDocuments.Arazzo11];

    static readonly int[] Sizes = [.. Descriptions.Select(text => Places(JsonNode.Parse(text)!).Count())];

    /// <summary>Every value at every node of both versions, in an order that visits all nodes before the next value.</summary>
    public static (string Name, byte[] Text) At(int number)
    {
        var all = Sizes.Sum();
        var (round, node) = (number / all, number % all);
        var version = node < Sizes[0] ? 0 : 1;
        return Replace(Descriptions[version], version == 0 ? node : node - Sizes[0], Values[round % Values.Length]);
    }

    /// <summary>A value at a node of a source.</summary>
    public static (string Name, byte[] Text) OfSource(Random random, string text) =>
        Replace(text, random.Next(Places(JsonNode.Parse(text)!).Count()), Values[random.Next(Values.Length)]);

    static (string Name, byte[] Text) Replace(string text, int place, string value)
    {
        var root = JsonNode.Parse(text)!;
        var node = Places(root).ElementAt(place);
        var at = node == root ? "the root" : node.GetPath();
        // A number too large for a double can be written as it is only.
        const string Mark = "@@value@@";
        switch (node.Parent)
        {
            case JsonObject owner:
                owner[node.GetPropertyName()] = Mark;
                break;
            case JsonArray owner:
                owner[node.GetElementIndex()] = Mark;
                break;
        }
        var made = node == root ? value : root.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
        return ($"{value} at {at}", Encoding.UTF8.GetBytes(made));
    }

    static IEnumerable<JsonNode> Places(JsonNode node)
    {
        yield return node;
        var children = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var place in children.OfType<JsonNode>().SelectMany(Places))
            yield return place;
    }
}
