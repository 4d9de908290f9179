using System.Text.RegularExpressions;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>
/// A regular expression of RFC 9485 (I-Regexp), run by .NET in time that is linear in the text. As in the compliance suite of RFC 9535,
/// <c>^</c> and <c>$</c> are the ends of the text, although RFC 9485 has no anchors.
/// </summary>
sealed class Regexp
{
    readonly Regex regex;

    Regexp(string translated, int size)
    {
        regex = new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        Size = size;
    }

    /// <summary>How much work a character of a text is, at worst; at most <see cref="RegexpParser.MaxSize"/>.</summary>
    public int Size { get; }

    /// <summary>Reads a regular expression; null when RFC 9485 does not allow it, or when it is too large, to which the RFC entitles us.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="whole">Whether a text must follow it as a whole, or in any part.</param>
    public static Regexp? TryParse(string pattern, bool whole)
    {
        var parser = new RegexpParser(pattern);
        return parser.Translate() is { } translated ? new Regexp(whole ? $@"\A(?:{translated})\z" : translated, parser.Size) : null;
    }

    public bool IsMatch(string text) => regex.IsMatch(text);
}
