using System.Text;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Makes a text stand for itself in a regular expression of any dialect.</summary>
static class RegexText
{
    /// <summary>Puts a backslash before each character that means something in a pattern. White space stays, as RFC 9485 knows no escape for it.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if ("\\^$.|?*+()[]{}-".Contains(c, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }
}
