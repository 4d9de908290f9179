using System.Globalization;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>
/// Finds and mends JSON that escapes half a surrogate pair. Such a string is no Unicode text: it can be neither stored as UTF-8 nor sent on, so each
/// half is replaced by U+FFFD, as a decoder of UTF-8 would.
/// </summary>
public static class LoneSurrogates
{
    const int EscapeLength = 6;

    /// <summary>The same JSON without halves of surrogate pairs; the same bytes when there are none.</summary>
    public static ReadOnlyMemory<byte> Mend(ReadOnlyMemory<byte> json)
    {
        byte[]? mended = null;
        var text = json.Span;
        for (var i = Next(text, 0); i >= 0; i = Next(text, i))
        {
            var unit = Unit(text, i);
            if (unit is null or < 0xD800 or > 0xDFFF)
            {
                i += unit is null ? 2 : EscapeLength;
            }
            else if (unit <= 0xDBFF && Unit(text, i + EscapeLength) is >= 0xDC00 and <= 0xDFFF)
            {
                i += 2 * EscapeLength;
            }
            else
            {
                mended ??= json.ToArray();
                "FFFD"u8.CopyTo(mended.AsSpan(i + 2));
                i += EscapeLength;
            }
        }
        return mended ?? json;
    }

    /// <summary>Whether there is half a surrogate pair in this JSON.</summary>
    public static bool AreIn(ReadOnlyMemory<byte> json) => !Mend(json).Equals(json);

    static int Next(ReadOnlySpan<byte> text, int from)
    {
        var offset = from < text.Length ? text[from..].IndexOf((byte)'\\') : -1;
        return offset < 0 ? -1 : from + offset;
    }

    /// <summary>The UTF-16 code unit that is escaped here; null when none is.</summary>
    static int? Unit(ReadOnlySpan<byte> text, int at) =>
        at + EscapeLength <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && int.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : null;
}
