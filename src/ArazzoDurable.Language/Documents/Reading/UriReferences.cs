using System.Buffers;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Checks URI references (RFC 3986): their characters and percent-encodings. The schema asks for the format, which is no error to miss.</summary>
static class UriReferences
{
    static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    /// <summary>Warns when the text is no URI reference.</summary>
    /// <returns>The text itself.</returns>
    public static Text Check(Text text, string name, ReadContext context)
    {
        // A text that is not there has been reported.
        if (text.Location.Pointer.Tokens is not [.., var last] || last != name)
            return text;
        if (text.Value.Length == 0)
            Warn(text, name, "it is empty", "Write where the document is.", context);
        else if (text.Value.AsSpan().IndexOfAnyExcept(Characters) is >= 0 and var at)
            Warn(text, name, $"it has the character '{char.ConvertFromUtf32(char.IsSurrogatePair(text.Value, at) ? char.ConvertToUtf32(text.Value, at) : text.Value[at])}'", text.Value[at] == '\\' ? "Write '/' between folders." : "Percent-encode it, such as %20 for a space.", context);
        else if (BrokenEncoding(text.Value) is { } broken)
            Warn(text, name, $"'{broken}' is no percent-encoding", "Write a '%' itself as %25.", context);
        return text;
    }

    static void Warn(Text text, string name, string because, string hint, ReadContext context) =>
        context.Warn(DiagnosticCodes.InvalidUri, text.Location, $"'{name}' must be a URI reference, but {because}.", hint);

    static string? BrokenEncoding(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                return text[at..Math.Min(at + 3, text.Length)];
        }
        return null;
    }
}
