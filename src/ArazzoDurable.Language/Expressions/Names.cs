using System.Buffers;

namespace ArazzoDurable.Language.Expressions;

/// <summary>The characters that names are made of (Arazzo 1.1.0, Runtime Expressions; RFC 9110, token).</summary>
static class Names
{
    const string Identifier = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";

    static readonly SearchValues<char> IdentifierCharacters = SearchValues.Create(Identifier);

    static readonly SearchValues<char> PropertyEnds = SearchValues.Create(" \t\r\n.[]{}()#$'\"=!<>&|,/\\");

    /// <summary>What the name of a header is made of.</summary>
    public static SearchValues<char> TokenCharacters { get; } = SearchValues.Create(Identifier + "!#$%&'*+^`|~");

    public static bool IsIdentifier(ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAnyExcept(IdentifierCharacters) < 0;

    /// <summary>The end of the name characters and dots from <paramref name="start"/> on.</summary>
    public static int EndOfRun(string text, int start)
    {
        var end = start;
        while (end < text.Length && (text[end] == '.' || !PropertyEnds.Contains(text[end])))
            end++;
        return end;
    }

    /// <summary>The end of the identifier characters from <paramref name="start"/> on.</summary>
    public static int EndOfIdentifier(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAnyExcept(IdentifierCharacters);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>The end of the property name that begins at <paramref name="start"/>; <paramref name="start"/> when none does.</summary>
    public static int EndOfProperty(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAny(PropertyEnds);
        return length < 0 ? text.Length : start + length;
    }
}
