using System.Buffers;
using System.Globalization;
using System.Text;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>Reads a regular expression by the grammar of RFC 9485 and writes it for .NET, character classes as sets of whole characters.</summary>
sealed class RegexpParser(string text)
{
    /// <summary>How large an expression may be (see <see cref="Size"/>). Most that people write are far below 100.</summary>
    public const int MaxSize = 1_000;

    const int MaxLength = 8_000;
    const int MaxDepth = 64;
    static readonly CodePointSet AnyButLineEnds = CodePointSet.Of([('\n', '\n'), ('\r', '\r')]).Complement();
    readonly StringBuilder output = new();
    int position;
    int depth;
    long size;

    /// <summary>How many signs and units of text the expression has once its counted repetitions are written out: the work per character, at worst.</summary>
    public int Size => (int)size;

    /// <summary>The expression for .NET; null when it is malformed or too large.</summary>
    public string? Translate() => text.Length <= MaxLength && Branches() && position == text.Length ? output.ToString() : null;

    /// <summary>
    /// Reads alternatives up to a closing parenthesis or the end. Like all methods here it returns whether they are well-formed and not too large.
    /// </summary>
    bool Branches()
    {
        while (Current is not (null or ')'))
        {
            if (Current == '|')
                Write("|");
            else if (!Piece())
                return false;
        }
        return true;
    }

    bool Piece()
    {
        var start = output.Length;
        var before = size;
        if (!Atom() || size > MaxSize)
            return false;
        if (Current is not ('*' or '+' or '?' or '{'))
            return true;
        output.Insert(start, "(?:").Append(')');
        if (Current == '{')
            return Times(before);
        output.Append(text[position++]);
        return true;
    }

    bool Times(long sizeBefore)
    {
        var start = position++;
        if (Count() is not { } least)
            return false;
        int? most = least;
        if (Take(','))
            most = Current == '}' ? least + 1 : Count();
        output.Append(text, start, position - start).Append('}');
        if (!Take('}') || !(least <= most))
            return false;
        size = sizeBefore + ((size - sizeBefore) * Math.Max(most.Value, 1));
        return size <= MaxSize;
    }

    int? Count()
    {
        var start = position;
        while (char.IsAsciiDigit(Current ?? ' '))
            position++;
        var digits = text.AsSpan(start, position - start);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxSize ? count : null;
    }

    bool Atom()
    {
        switch (Current)
        {
            case '(':
                return Group();
            case '^':
                Write("^");
                return true;
            case '$':
                Write(@"\z");
                return true;
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
        if (++depth > MaxDepth)
            return false;
        Write("(?:");
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

    /// <summary>Writes what one sign stands for. It counts as a unit, for .NET too sets up something for it.</summary>
    void Write(string written)
    {
        position++;
        size++;
        output.Append(written);
    }

    bool Write(CodePointSet? set)
    {
        size += set?.AppendTo(output) ?? 0;
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
