using System.Buffers;
using System.Globalization;
using System.Text;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>Reads a regular expression by the grammar of RFC 9485 and writes it for .NET, character classes as sets of whole characters.</summary>
sealed class RegexpParser(string text)
{
    /// <summary>The largest number in a counted repetition.</summary>
    const int MaxCount = 2_000;

    const int MaxDepth = 64;
    static readonly CodePointSet AnyButLineEnds = CodePointSet.Of([('\n', '\n'), ('\r', '\r')]).Complement();
    readonly StringBuilder output = new();
    int position;
    int depth;

    /// <summary>The expression for .NET; null when it is malformed.</summary>
    public string? Translate() => Branches() && position == text.Length ? output.ToString() : null;

    /// <summary>Reads alternatives up to a closing parenthesis or the end. Like all methods here it returns whether they are well-formed.</summary>
    bool Branches()
    {
        while (Current is not (null or ')'))
        {
            if (Take('|'))
                output.Append('|');
            else if (!Piece())
                return false;
        }
        return true;
    }

    bool Piece()
    {
        var start = output.Length;
        if (!Atom())
            return false;
        if (Current is not ('*' or '+' or '?' or '{'))
            return true;
        output.Insert(start, "(?:").Append(')');
        if (Current == '{')
            return Times();
        output.Append(text[position++]);
        return true;
    }

    bool Times()
    {
        var start = position++;
        if (Count() is not { } least)
            return false;
        int? most = least;
        if (Take(','))
            most = Current == '}' ? int.MaxValue : Count();
        output.Append(text, start, position - start).Append('}');
        return Take('}') && least <= most;
    }

    int? Count()
    {
        var start = position;
        while (char.IsAsciiDigit(Current ?? ' '))
            position++;
        var digits = text.AsSpan(start, position - start);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxCount ? count : null;
    }

    bool Atom()
    {
        switch (Current)
        {
            case '(':
                return Group();
            case '^':
                return Write("^");
            case '$':
                return Write(@"\z");
            case '.':
                position++;
                return Write(AnyButLineEnds);
            case '\\' or '[':
                return Write(new CharacterClassParser(text, position).Parse(out position));
            case null or '*' or '+' or '?' or '{' or '}' or ']':
                return false;
            default:
                return Character();
        }
    }

    bool Group()
    {
        position++;
        if (++depth > MaxDepth)
            return false;
        output.Append("(?:");
        var wellFormed = Branches() && Take(')');
        output.Append(')');
        depth--;
        return wellFormed;
    }

    bool Character()
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out var length) != OperationStatus.Done)
            return false;
        position += length;
        return Write(CodePointSet.Of([(rune.Value, rune.Value)]));
    }

    bool Write(string anchor)
    {
        position++;
        output.Append(anchor);
        return true;
    }

    bool Write(CodePointSet? set)
    {
        set?.AppendTo(output);
        return set is not null;
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
