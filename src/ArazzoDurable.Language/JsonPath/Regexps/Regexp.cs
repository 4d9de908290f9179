using System.Text.RegularExpressions;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>
/// A regular expression of RFC 9485 (I-Regexp), run by .NET in time that is linear in the text. As in the compliance suite of RFC 9535,
/// <c>^</c> and <c>$</c> are the ends of the text, although RFC 9485 has no anchors.
/// </summary>
sealed class Regexp
{
    const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    readonly Regex part;
    readonly Lazy<Regex> whole;

    Regexp(string translated)
    {
        part = new Regex(translated, Options);
        whole = new Lazy<Regex>(() => new Regex($@"\A(?:{translated})\z", Options));
    }

    /// <summary>Reads a regular expression; null when RFC 9485 does not allow it or it is larger than <see cref="RegexpParser.MaxSize"/>.</summary>
    public static Regexp? TryParse(string text) => new RegexpParser(text).Translate() is { } translated ? new Regexp(translated) : null;

    /// <summary>Whether the text, or any part of it, follows the expression.</summary>
    public bool IsMatch(string text, bool all) => (all ? whole.Value : part).IsMatch(text);
}
