using System.Buffers;
using System.Text;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>Turns byte offsets of a UTF-8 text, asked for in ascending order, into lines and columns.</summary>
ref struct MarkCounter(ReadOnlySpan<byte> text)
{
    readonly ReadOnlySpan<byte> text = text;
    int offset;
    int line = 1;
    int column = 1;

    /// <summary>The place of the first bytes that are not UTF-8.</summary>
    public static Mark OfInvalid(ReadOnlySpan<byte> text)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(text[valid..], out _, out var consumed) == OperationStatus.Done)
            valid += consumed;
        return new MarkCounter(text).At(valid);
    }

    /// <summary>The place of a line and a byte of that line, both from 0.</summary>
    public static Mark Of(ReadOnlySpan<byte> text, long line, long byteInLine)
    {
        var start = 0;
        for (var i = 0L; i < line; i++)
            start += text[start..].IndexOf((byte)'\n') + 1;
        return new MarkCounter(text).At((int)Math.Min(text.Length, start + byteInLine));
    }

    /// <summary>The place of the byte at <paramref name="target"/>.</summary>
    public Mark At(int target)
    {
        for (; offset < target; offset++)
            Pass(text[offset]);
        return new Mark(line, column);
    }

    void Pass(byte value)
    {
        if (value == '\n' || (value == '\r' && (offset + 1 >= text.Length || text[offset + 1] != '\n')))
        {
            line++;
            column = 1;
        }
        else if ((value & 0xC0) != 0x80)
        {
            // A character beyond the basic plane takes four bytes in UTF-8 and two units in UTF-16.
            column += value >= 0xF0 ? 2 : 1;
        }
    }
}
