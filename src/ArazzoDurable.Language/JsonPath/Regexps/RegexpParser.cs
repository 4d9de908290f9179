using System.Globalization;
using System.Text;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>Reads a regular expression by the grammar of RFC 9485 and writes it for .NET, character classes as sets of whole characters.</summary>
sealed class RegexpParser(string text)
{
    /// <summary>How many atoms an expression may have once its counted repetitions are written out.</summary>
    public const int MaxSize = 4_000;

    const int MaxDepth = 64;
    static readonly CodePointSet AnyButLineEnds = CodePointSet.Of([('\n', '\n'), ('\r', '\r')]).Complement();
    readonly StringBuilder output = new();
    int position;
    int depth;

    /// <summary>The expression for .NET; null when it is malformed or too large.</summary>
    public string? Translate() => Branches() is { } size && size <= MaxSize && position == text.Length ? output.ToString() : null;

    /// <summary>Alternatives up to a closing parenthesis or the end. Like all methods here that return a size, null means malformed or too large.</summary>
    int? Branches()
    {
        long size = 0;
        while (Current is not (null or ')'))
        {
            if (Current == '|')
            {
                output.Append('|');
                position++;
            }
            else if (Piece() is not { } piece || (size += piece) > MaxSize)
            {
                return null;
            }
        }
        return (int)size;
    }

    long? Piece()
    {
        var start = output.Length;
        if (Atom() is not { } size)
            return null;
        if (Current is not ('*' or '+' or '?' or '{'))
            return size;
        output.Insert(start, "(?:").Append(')');
        if (Current == '{')
            return Times() is { } times ? size * times : null;
        output.Append(text[position++]);
        return size;
    }

    /// <summary>A counted repetition; its result is how often the atom is written out.</summary>
    long? Times()
    {
        var start = position++;
        if (Count() is not { } least)
            return null;
        var most = least;
        if (Take(','))
            most = char.IsAsciiDigit(Current ?? ' ') ? Count() ?? 0 : least + 1;
        if (!Take('}') || most < least)
            return null;
        output.Append(text, start, position - start);
        return Math.Max(most, 1);
    }

    int? Count()
    {
        var start = position;
        while (char.IsAsciiDigit(Current ?? ' '))
            position++;
        var digits = text.AsSpan(start, position - start);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxSize ? count : null;
    }

    int? Atom()
    {
        switch (Current)
        {
            case '(':
                return Group();
            case '^':
                return Anchor("^");
            case '$':
                return Anchor(@"\z");
            case '.':
                position++;
                return AnyButLineEnds.AppendTo(output);
            case '\\' or '[':
                return new CharacterClassParser(text, position).Parse(out position)?.AppendTo(output);
            case null or '*' or '+' or '?' or '{' or '}' or ']':
                return null;
            default:
                return Character();
        }
    }

    int? Group()
    {
        position++;
        if (++depth > MaxDepth)
            return null;
        output.Append("(?:");
        var size = Branches();
        output.Append(')');
        depth--;
        return size is not null && Take(')') ? Math.Max(size.Value, 1) : null;
    }

    int Anchor(string written)
    {
        position++;
        output.Append(written);
        return 1;
    }

    int? Character()
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            return null;
        position += length;
        return CodePointSet.Of([(rune.Value, rune.Value)]).AppendTo(output);
    }

    char? Current => position < text.Length ? text[position] : null;

    bool Take(char expected)
    {
        if (Current != expected)
            return false;
        position++;
        return true;
    }
}
