using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Looks for regular expressions in values.</summary>
static class Patterns
{
    const int MaxPattern = 1_024;

    static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the pattern is found in the first of <paramref name="found"/>, or is it as a whole.</summary>
    internal static bool Holds(IReadOnlyList<JsonNode?> found, string pattern, bool whole) =>
        found is [{ } value, ..] && Read(whole ? $@"\A(?:{pattern})\z" : pattern) is { } regex && IsMatch(regex, Scene.Text(value));

    /// <summary>The pattern, ready to be looked for; null when it cannot be read.</summary>
    internal static Regex? Read(string pattern)
    {
        if (pattern.Length > MaxPattern)
            return null;
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException)
        {
            // Not a pattern: what that means is the caller's to say.
            return null;
        }
    }

    /// <summary>Whether the pattern is found within its time.</summary>
    internal static bool IsMatch(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A match that takes too long is none: the runner gives up on it too.
            return false;
        }
    }
}
