using System.Text;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Percent-encoding (RFC 3986) for the places that values go to.</summary>
static class PercentEncoding
{
    // Reserved characters that mean nothing inside a query value. '#', '&', '+', '[' and ']' would end it or change its meaning.
    const string HarmlessInQuery = ":/?@!$'()*,;=";

    // In a path '/' and '?' would end the segment too.
    const string HarmlessInPath = ":@!$&'()*+,;=";

    /// <summary>Everything but unreserved characters encoded.</summary>
    public static string Strict(string text) => Uri.EscapeDataString(text);

    /// <summary>For a query value that may hold reserved characters: the harmless ones stay, and so do encoded characters.</summary>
    public static string ReservedInQuery(string text) => Keep(text, HarmlessInQuery);

    /// <summary>For a path value that may hold reserved characters: those that stay in their segment stay, and so do encoded characters.</summary>
    public static string ReservedInPath(string text) => Keep(text, HarmlessInPath);

    /// <summary>For <c>application/x-www-form-urlencoded</c>: a space is a plus sign.</summary>
    public static string Form(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>For a whole query string that is complete as it is: only what cannot stand in a URL is encoded.</summary>
    public static string WholeQuery(string text) => Keep(text, HarmlessInQuery + "&+[]");

    static string Keep(string text, string kept)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (kept.Contains(text[i], StringComparison.Ordinal) || IsEncoded(text, i))
            {
                result.Append(text[i]);
                continue;
            }
            var length = i + 1 < text.Length && char.IsSurrogatePair(text, i) ? 2 : 1;
            result.Append(Uri.EscapeDataString(text.AsSpan(i, length)));
            i += length - 1;
        }
        return result.ToString();
    }

    static bool IsEncoded(string text, int i) =>
        text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]);
}
