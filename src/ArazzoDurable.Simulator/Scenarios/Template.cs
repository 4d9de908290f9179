using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Scenarios;

/// <summary>Fills what a request says into a scripted answer.</summary>
static partial class Template
{
    /// <summary>What looks like a placeholder but is none.</summary>
    internal static IEnumerable<string> Unknown(string text) =>
        Placeholder().Matches(text).Where(match => !Known().IsMatch(match.Value)).Select(match => match.Value);

    /// <summary>The value with its placeholders filled in.</summary>
    internal static JsonNode? Fill(JsonElement value, RequestValues request)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return new JsonObject(value.EnumerateObject()
                    .Select(member => (member, filled: Fill(member.Value, request)))
                    .Where(pair => pair.filled is not null || pair.member.Value.ValueKind == JsonValueKind.Null)
                    .Select(pair => KeyValuePair.Create(pair.member.Name, pair.filled)));
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(item => Fill(item, request))]);
            case JsonValueKind.String:
                return FillString(value.GetString()!, request);
            case JsonValueKind.Null:
                return null;
            default:
                return value.Copy();
        }
    }

    /// <summary>The text with its placeholders filled in; nothing stands for no value.</summary>
    internal static string FillText(string text, RequestValues request) =>
        Known().Replace(text, match => Text(Find(match, request)));

    static JsonNode? FillString(string text, RequestValues request) =>
        Known().Match(text) is { Success: true } match && match.Length == text.Length
            ? Find(match, request)
            : JsonValue.Create(FillText(text, request));

    static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => scalar.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    static JsonNode? Find(Match placeholder, RequestValues request)
    {
        var name = placeholder.Groups["name"].Value;
        return placeholder.Groups["root"].Value switch
        {
            "count" => JsonValue.Create(request.Count),
            "path" => request.Path.TryGetValue(name, out var value) ? JsonValue.Create(value) : null,
            "query" => request.Query.TryGetValue(name, out var value) ? JsonValue.Create(value) : null,
            _ => Descend(request.Body, name),
        };
    }

    static JsonNode? Descend(JsonElement? body, string names)
    {
        foreach (var name in names.Split('.', StringSplitOptions.RemoveEmptyEntries))
            body = body?.Member(name);
        return body is { } found ? found.Copy() : null;
    }

    [GeneratedRegex(@"\$\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\$\{(?:(?<root>count)|(?<root>path|query)\.(?<name>[^{}]+)|(?<root>body)(?<name>(?:\.[^{}.]+)*))\}", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
