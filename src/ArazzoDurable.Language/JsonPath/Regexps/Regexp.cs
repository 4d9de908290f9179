using System.Text.RegularExpressions;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>
/// A regular expression of RFC 9485 (I-Regexp), run by .NET in time that is linear in the text. As in the compliance suite of RFC 9535,
/// <c>^</c> and <c>$</c> are the ends of the text, although RFC 9485 has no anchors.
/// </summary>
sealed class Regexp
{
    readonly Regex regex;

    Regexp(Regex regex) => this.regex = regex;

    /// <summary>Reads a regular expression; null when RFC 9485 does not allow it, or when it is too large for .NET's linear engine (some 2,000 atoms).</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="whole">Whether a text must follow it as a whole, or in any part.</param>
    public static Regexp? TryParse(string pattern, bool whole)
    {
        if (new RegexpParser(pattern).Translate() is not { } translated)
            return null;
        try
        {
            var anchored = whole ? $@"\A(?:{translated})\z" : translated;
            return new Regexp(new Regex(anchored, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (NotSupportedException)
        {
            // Only .NET can tell that the automaton would be too large. RFC 9485 lets an implementation limit repetitions.
            return null;
        }
    }

    public bool IsMatch(string text) => regex.IsMatch(text);
}
