using System.Text.Json;

namespace ArazzoDurable.Language.Expressions;

/// <summary>What an expression came to.</summary>
/// <param name="Value">The value; null when there is none, which is not the same as a JSON null.</param>
/// <param name="IsSecret">Whether a secret is in it, so that whatever is made of it has to be kept as one.</param>
public readonly record struct Evaluation(JsonElement? Value, bool IsSecret = false)
{
    /// <summary>No value.</summary>
    public static Evaluation Absent => default;
}
