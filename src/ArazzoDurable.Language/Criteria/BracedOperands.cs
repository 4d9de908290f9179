using System.Text;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// Expressions in braces stand in a query where its grammar has values. To parse it, those outside of quotes become string literals that
/// begin with <see cref="ConditionLanguage.TypedMark"/>; when the query is bound, the value itself takes their place.
/// </summary>
static class BracedOperands
{
    public static string Quote(string text)
    {
        if (!text.Contains("{$", StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && c == '{' && i + 1 < text.Length && text[i + 1] == '$' && text.IndexOf('}', i) is > 0 and var close)
            {
                var expression = text[(i + 1)..close].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
                result.Append('\'').Append(ConditionLanguage.TypedMark).Append(expression).Append('\'');
                i = close;
                continue;
            }
            result.Append(c);
            if (quote != '\0' && c == '\\' && i + 1 < text.Length)
                result.Append(text[++i]);
            else if (c is '\'' or '"')
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
        }
        return result.ToString();
    }
}
