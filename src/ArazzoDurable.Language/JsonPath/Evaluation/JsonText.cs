using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>
/// Strings of documents. Unlike <see cref="JsonElement.GetString"/> it takes whatever a JSON text may hold, half surrogate pairs included:
/// a response must not be able to stop an evaluation.
/// </summary>
static class JsonText
{
    public static string Decode(JsonElement text) => Decode(Content(text));

    public static string DecodeName(JsonProperty member) => Decode(JsonMarshal.GetRawUtf8PropertyName(member));

    /// <summary>How many Unicode characters the string has.</summary>
    public static int Length(JsonElement text)
    {
        var length = 0;
        foreach (var _ in Decode(text).EnumerateRunes())
            length++;
        return length;
    }

    public static int ByteCount(JsonElement text) => Content(text).Length;

    /// <summary>Orders two strings by their Unicode characters (RFC 9535, 2.3.5.2.2).</summary>
    public static int Compare(JsonElement left, JsonElement right)
    {
        var leftContent = Content(left);
        var rightContent = Content(right);
        // Without escapes the bytes are UTF-8, which has the order of the characters.
        return leftContent.Contains((byte)'\\') || rightContent.Contains((byte)'\\')
            ? Compare(Decode(leftContent), Decode(rightContent))
            : leftContent.SequenceCompareTo(rightContent);
    }

    static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[common]).CompareTo(Rank(right[common]));
    }

    /// <summary>Surrogates stand for the characters beyond U+FFFF, although their own codes are lower than U+E000.</summary>
    static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;

    static ReadOnlySpan<byte> Content(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    static string Decode(ReadOnlySpan<byte> content)
    {
        var raw = Encoding.UTF8.GetString(content);
        var escape = raw.IndexOf('\\', StringComparison.Ordinal);
        if (escape < 0)
            return raw;
        var text = new StringBuilder(raw.Length).Append(raw, 0, escape);
        for (var i = escape; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
                text.Append(raw[i]);
            else if (raw[++i] != 'u')
                text.Append(Unescape(raw[i]));
            else
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
        }
        return text.ToString();
    }

    static char Unescape(char code) => code switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => code,
    };
}
