using System.Text.Json;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Wording that messages share.</summary>
static class Words
{
    public static string Capitalised(this string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    /// <summary>'a', 'b' or 'c'.</summary>
    public static string AnyOf(IEnumerable<string> words)
    {
        var quoted = words.Select(word => $"'{word}'").ToList();
        return quoted.Count == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
    }

    /// <summary>How to make a string of a value that is none.</summary>
    public static string? HintForString(Node value) => value switch
    {
        Node.Scalar { Value.ValueKind: JsonValueKind.Null } => HintForNull(value),
        Node.Scalar scalar => $"Write it in quotes: \"{scalar.Value.GetRawText()}\".",
        _ => null,
    };

    /// <summary>What to do about a member without a value.</summary>
    public static string? HintForNull(Node value) =>
        value is Node.Scalar { Value.ValueKind: JsonValueKind.Null } ? "Give it a value, or leave it out." : null;
}
