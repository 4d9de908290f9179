using System.Text.Json;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Tests.Conformance;

/// <summary>The rules of <c>rules.yaml</c>.</summary>
/// <param name="Rules">All of them.</param>
sealed record RuleBook(IReadOnlyList<Rule> Rules)
{
    public static RuleBook Read()
    {
        var reading = SyntaxReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "ArazzoDurable.Runtime.Tests", "Conformance", "rules.yaml")));
        reading.Diagnostics.ShouldBeEmpty();
        var root = NodeJson.ToElement(reading.Root!);
        return new RuleBook([.. root.GetProperty("groups").EnumerateObject().SelectMany(RulesOf)]);
    }

    static IEnumerable<Rule> RulesOf(JsonProperty group) => group.Value.GetProperty("rules").EnumerateObject().Select(rule => new Rule(
        $"{group.Name}.{rule.Name}",
        rule.Value.ValueKind is JsonValueKind.String ? rule.Value.GetString()! : rule.Value.GetProperty("says").GetString()!,
        Text(rule.Value, "from") ?? group.Value.GetProperty("from").GetString()!,
        Text(rule.Value, "test")));

    static string? Text(JsonElement rule, string member) =>
        rule.ValueKind is JsonValueKind.Object && rule.TryGetProperty(member, out var text) ? text.GetString() : null;
}
