using ArazzoDurable.Language.JsonPath.Parsing;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>Reads queries that are embedded in a longer text. A text that is a query as a whole is read by <see cref="JsonPathQuery.TryParse"/>.</summary>
public static class JsonPathParser
{
    /// <summary>
    /// Reads as much of a query as is well-formed from <paramref name="start"/> on: <c>$</c> or <c>@</c> and the segments that follow.
    /// Whitespace after the last segment is left to the caller. A query that begins with <c>@</c> is relative.
    /// </summary>
    /// <param name="text">The longer text.</param>
    /// <param name="start">The offset in UTF-16 code units at which the query begins.</param>
    /// <returns>The query and where it ended; null when neither <c>$</c> nor <c>@</c> stands at <paramref name="start"/>.</returns>
    public static JsonPathPrefix? ParsePrefix(string text, int start)
    {
        if (start < 0 || start >= text.Length || text[start] is not ('$' or '@'))
            return null;
        var scanner = new Scanner(text, start);
        var query = new QueryParser(scanner).ParseLongest();
        return new JsonPathPrefix(query, start + query.Text.Length, scanner.Error);
    }
}
