using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ArazzoDurable.Language.Tests.Expressions;

/// <summary>Reads a table of cases: a YAML list of objects.</summary>
static class YamlCases
{
    /// <summary>The cases of a file beside the tests, such as <c>Expressions/cases/expressions.yaml</c>.</summary>
    public static IReadOnlyList<JsonElement> Read(string path)
    {
        using var reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, path));
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. ((YamlSequenceNode)stream.Documents[0].RootNode).Select(ToJson)];
    }

    public static string Text(this JsonElement value, string name) => value.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) ? member.GetString() : null;

    static JsonElement ToJson(YamlNode node) => JsonElement.Parse(ToJsonNode(node)?.ToJsonString() ?? "null");

    static JsonNode? ToJsonNode(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(
            pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJsonNode(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(ToJsonNode)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidDataException($"A node of kind {node.NodeType} is not expected."),
    };

    // What reads as a JSON scalar is one, digits kept; any other plain text is a string.
    static JsonNode? Plain(string text)
    {
        if (text is "" or "null" or "~")
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
