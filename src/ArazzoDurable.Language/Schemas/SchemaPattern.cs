using System.Text.RegularExpressions;

namespace ArazzoDurable.Language.Schemas;

/// <summary>A regular expression of a schema, read as ECMA-262 has it.</summary>
sealed class SchemaPattern
{
    readonly Regex regex;

    SchemaPattern(string text, Regex regex)
    {
        Text = text;
        this.regex = regex;
    }

    internal string Text { get; }

    internal TimeSpan Timeout => regex.MatchTimeout;

    /// <returns>The pattern; null when it is invalid, for the reason given.</returns>
    internal static SchemaPattern? TryRead(string text, out string problem)
    {
        problem = "";
        try
        {
            return new SchemaPattern(text, Build(EcmaPattern.ToDotNet(text)));
        }
        catch (RegexParseException exception)
        {
            // The offset is left out, for it counts in the pattern as translated.
            problem = $"the pattern '{Found.Shorten(text)}' is invalid: {Words(exception.Error.ToString())}";
            return null;
        }
    }

    /// <returns>Whether some part of the text matches; null when that took too long.</returns>
    internal bool? IsMatch(string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    static string Words(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    static Regex Build(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, SchemaLimits.LinearMatch);
        }
        catch (NotSupportedException)
        {
            // Lookaround, backreferences and atomic groups exist only with backtracking.
            return new Regex(pattern, RegexOptions.CultureInvariant, SchemaLimits.BacktrackingMatch);
        }
    }
}
