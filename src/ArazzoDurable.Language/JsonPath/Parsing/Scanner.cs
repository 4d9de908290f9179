using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.JsonPath.Parsing;

/// <summary>A cursor over the text of a query. The first error stays, and every parser returns null once there is one.</summary>
sealed class Scanner(string text, int start)
{
    /// <summary>How deep parentheses, filters and calls may be nested; beyond it a text is refused, so that no text exhausts the stack.</summary>
    const int MaxDepth = 64;

    int depth;

    public int Position { get; set; } = start;

    public SyntaxError? Error { get; private set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>The character at the cursor; U+0000, which no query may hold, at the end.</summary>
    public char Current => AtEnd ? '\0' : text[Position];

    /// <summary>The character at the cursor in full, a surrogate pair as one; false at the end and for half a pair.</summary>
    public bool TryPeek(out Rune rune) => Rune.DecodeFromUtf16(text.AsSpan(Position), out rune, out _) == System.Buffers.OperationStatus.Done;

    public string Since(int from) => text[from..Position];

    public bool TryTake(char expected)
    {
        if (Current != expected)
            return false;
        Position++;
        return true;
    }

    public bool TryTake(string expected)
    {
        if (!text.AsSpan(Position).StartsWith(expected, StringComparison.Ordinal))
            return false;
        Position += expected.Length;
        return true;
    }

    public void SkipWhitespace()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
            Position++;
    }

    public bool SkipDigits()
    {
        var from = Position;
        while (char.IsAsciiDigit(Current))
            Position++;
        return Position > from;
    }

    /// <summary>Goes one level deeper; false, with an error, where that is too deep.</summary>
    public bool Enter()
    {
        if (++depth <= MaxDepth)
            return true;
        Reject(Position, string.Create(CultureInfo.InvariantCulture, $"Nested more than {MaxDepth} levels deep."));
        return false;
    }

    public void Leave() => depth--;

    /// <summary>Records that something else was expected at the cursor.</summary>
    public void Expected(string expected) => Reject(Position, $"Expected {expected}, but {Found()}.");

    /// <summary>Records an error, unless there is one already.</summary>
    public void Reject(int position, string message) => Error ??= new SyntaxError(position, message);

    [SuppressMessage("Globalization", "CA1305", Justification = "The only value formatted is a hexadecimal code point.")]
    string Found()
    {
        if (AtEnd)
            return "the text ends";
        var value = TryPeek(out var rune) ? rune.Value : Current;
        var visible = Rune.IsValid(value) && !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune);
        return visible ? $"found '{rune}'" : value == ' ' ? "found a space" : $"found U+{value:X4}";
    }
}
