using System.Globalization;
using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Criteria;

/// <summary>A place in the text of a condition, and what stands there.</summary>
sealed class ConditionScanner(string text)
{
    public string Text => text;

    public int Position { get; set; }

    public bool IsAtEnd => Position >= text.Length;

    public SyntaxError? Error { get; private set; }

    public char Current => IsAtEnd ? '\0' : text[Position];

    public char Next => Position + 1 < text.Length ? text[Position + 1] : '\0';

    /// <summary>Remembers the first error only: what follows it is a consequence.</summary>
    public void Fail(string message, int? position = null) => Error ??= new SyntaxError(position ?? Position, message);

    public void SkipSpace()
    {
        while (!IsAtEnd && char.IsWhiteSpace(text[Position]))
            Position++;
    }

    public bool Take(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, Position, symbol, 0, symbol.Length) != 0)
            return false;
        Position += symbol.Length;
        return true;
    }

    public ComparisonOperator? TakeComparison()
    {
        SkipSpace();
        ComparisonOperator? found = (Current, Next) switch
        {
            ('=', '=') => ComparisonOperator.Equal,
            ('!', '=') => ComparisonOperator.NotEqual,
            ('<', '=') => ComparisonOperator.LessOrEqual,
            ('>', '=') => ComparisonOperator.GreaterOrEqual,
            ('<', _) => ComparisonOperator.Less,
            ('>', _) => ComparisonOperator.Greater,
            _ => null,
        };
        if (found is { } taken)
            Position += taken is ComparisonOperator.Less or ComparisonOperator.Greater ? 1 : 2;
        return found;
    }

    /// <summary>Whether an operator begins at a position; a lone <c>=</c>, <c>&amp;</c>, <c>|</c> or <c>!</c> may be part of a name.</summary>
    public bool IsOperatorAt(int position)
    {
        var next = position + 1 < text.Length ? text[position + 1] : '\0';
        return (text[position], next) is ('<' or '>', _) or ('=' or '!', '=') or ('&', '&') or ('|', '|');
    }

    /// <summary>
    /// Takes what is written in one piece: up to white space, a closing parenthesis or an operator outside of quotes. Quotes count inside
    /// brackets only, and an empty pair of parentheses belongs to the piece.
    /// </summary>
    public string TakePiece()
    {
        var start = Position;
        var quote = '\0';
        var brackets = 0;
        for (; Position < text.Length; Position++)
        {
            var c = text[Position];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }
            if (c == '(' && Next == ')')
            {
                Position++;
                continue;
            }
            if (char.IsWhiteSpace(c) || c == ')' || IsOperatorAt(Position))
                break;
            brackets += c switch { '[' => 1, ']' => -1, _ => 0 };
            if (brackets > 0 && c is '\'' or '"')
                quote = c;
        }
        return text[start..Position];
    }

    /// <summary>Takes words up to an operator, a closing parenthesis or the end.</summary>
    public string TakeWords()
    {
        var start = Position;
        while (Position < text.Length && text[Position] != ')' && !IsOperatorAt(Position))
            Position++;
        return text[start..Position].Trim();
    }

    /// <summary>Takes a string literal: a doubled quote is a quote; with <paramref name="hasEscapes"/> the escapes of JSON are known too.</summary>
    public string? TakeString(bool hasEscapes)
    {
        var start = Position;
        var quote = text[Position++];
        var value = new StringBuilder();
        for (; Position < text.Length; Position++)
        {
            var c = text[Position];
            if (c == '\\' && hasEscapes)
            {
                if (!TakeEscape(value))
                    return null;
            }
            else if (c != quote)
            {
                value.Append(c);
            }
            else if (Next == quote)
            {
                value.Append(quote);
                Position++;
            }
            else
            {
                Position++;
                return value.ToString();
            }
        }
        Fail("The string that begins here is not closed.", start);
        return null;
    }

    // Leaves the position at the escape's last character.
    bool TakeEscape(StringBuilder value)
    {
        var escape = Next;
        if (escape == 'u' && Position + 5 < text.Length
            && ushort.TryParse(text.AsSpan(Position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            value.Append((char)unit);
            Position += 5;
            return true;
        }
        var index = "'\"\\/bfnrt".IndexOf(escape, StringComparison.Ordinal);
        if (index < 0 || escape == '\0')
        {
            Fail("This escape is not known.");
            return false;
        }
        value.Append("'\"\\/\b\f\n\r\t"[index]);
        Position++;
        return true;
    }
}
