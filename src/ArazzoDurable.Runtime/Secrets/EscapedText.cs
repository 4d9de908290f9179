using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>
/// A text as it reads once its escapes are undone, with the place in the original that each character came from. What is no escape
/// stands for itself.
/// </summary>
sealed class EscapedText
{
    const string ShortEscapes = "\"\\/bfnrt";
    const string ShortEscaped = "\"\\/\b\f\n\r\t";

    readonly ImmutableArray<int> starts;

    EscapedText(string text, ImmutableArray<int> starts)
    {
        Text = text;
        this.starts = starts;
    }

    public string Text { get; }

    /// <summary>
    /// The text as it stands, and with one or two layers of escaping undone: JSON, percent-encoding, and that of forms with <c>+</c> for
    /// a space. Readings that are the same as the one they come from are left out.
    /// </summary>
    public static IEnumerable<EscapedText> Readings(string text)
    {
        var plain = new EscapedText(text, []);
        yield return plain;
        foreach (var once in plain.Undone())
        {
            yield return once;
            foreach (var twice in once.Undone())
                yield return twice;
        }
    }

    /// <summary>What a JSON string in UTF-8, without its quotes, stands for.</summary>
    public static string Unescape(ReadOnlySpan<byte> json) => new EscapedText(Encoding.UTF8.GetString(json), []).WithoutJson().Text;

    /// <summary>Where in the original the character at <paramref name="index"/> begins; for the length, where the original ends.</summary>
    public int StartOf(int index) => starts.IsEmpty ? index : starts[index];

    IEnumerable<EscapedText> Undone()
    {
        if (Text.Contains('\\', StringComparison.Ordinal))
            yield return WithoutJson();
        if (Text.Contains('%', StringComparison.Ordinal))
            yield return WithoutPercent(plusIsSpace: false);
        if (Text.Contains('+', StringComparison.Ordinal))
            yield return WithoutPercent(plusIsSpace: true);
    }

    EscapedText WithoutJson()
    {
        var result = new Builder(this);
        for (var i = 0; i < Text.Length;)
        {
            var (character, length) = Text[i] == '\\' ? JsonCharacter(Text.AsSpan(i)) : (Text[i], 1);
            result.Add(character, i);
            i += length;
        }
        return result.Build();
    }

    static (char Character, int Length) JsonCharacter(ReadOnlySpan<char> text)
    {
        if (text is ['\\', var kind, ..] && ShortEscapes.IndexOf(kind, StringComparison.Ordinal) is >= 0 and var index)
            return (ShortEscaped[index], 2);
        if (text is ['\\', 'u', _, _, _, _, ..]
            && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            return ((char)unit, 6);
        return (text[0], 1);
    }

    EscapedText WithoutPercent(bool plusIsSpace)
    {
        var result = new Builder(this);
        for (var i = 0; i < Text.Length;)
        {
            var bytes = Text[i] == '%' ? PercentBytes(Text.AsSpan(i)) : [];
            if (bytes.Length == 0)
            {
                result.Add(plusIsSpace && Text[i] == '+' ? ' ' : Text[i], i);
                i++;
                continue;
            }
            Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            foreach (var unit in rune.ToString())
                result.Add(unit, i);
            i += 3 * used;
        }
        return result.Build();
    }

    // The bytes of the escapes that stand here in a row, as many as one character can have.
    static byte[] PercentBytes(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && text is ['%', _, _, ..]
            && Convert.FromHexString(text[1..3], bytes[count..], out _, out _) == OperationStatus.Done)
        {
            count++;
            text = text[3..];
        }
        return bytes[..count].ToArray();
    }

    sealed class Builder(EscapedText source)
    {
        readonly StringBuilder text = new(source.Text.Length);
        readonly ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>(source.Text.Length + 1);

        public void Add(char character, int at)
        {
            text.Append(character);
            starts.Add(source.StartOf(at));
        }

        public EscapedText Build()
        {
            starts.Add(source.StartOf(source.Text.Length));
            return new EscapedText(text.ToString(), starts.ToImmutable());
        }
    }
}
