using System.Globalization;
using System.Text;

namespace ArazzoDurable.Language.JsonPath.Parsing;

/// <summary>Names, strings and numbers.</summary>
static class Literals
{
    /// <summary>2⁵³−1, the largest integer that I-JSON exchanges exactly.</summary>
    const long MaxInteger = 9_007_199_254_740_991;

    /// <summary>A member name without quotes; null, with no error, where none begins.</summary>
    public static string? Shorthand(Scanner scanner)
    {
        var start = scanner.Position;
        while (scanner.TryPeek(out var rune) && IsNameCharacter(rune, first: scanner.Position == start))
            scanner.Position += rune.Utf16SequenceLength;
        return scanner.Position > start ? scanner.Since(start) : null;
    }

    /// <summary>The string whose opening quote is at the cursor, unescaped.</summary>
    public static string? String(Scanner scanner)
    {
        var quote = scanner.Current;
        var value = new StringBuilder();
        scanner.Position++;
        while (!scanner.TryTake(quote))
        {
            if (!Character(scanner, quote, value))
                return null;
        }
        return value.ToString();
    }

    /// <summary>An integer of a selector.</summary>
    public static long? Integer(Scanner scanner)
    {
        var start = scanner.Position;
        if (!IntegerPart(scanner))
            return null;
        var digits = scanner.Since(start);
        if (digits == "-0")
        {
            scanner.Reject(start, "An index or a bound of a slice cannot be written '-0'.");
            return null;
        }
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is >= -MaxInteger and <= MaxInteger)
            return value;
        scanner.Reject(start, $"{digits} is beyond the range of integers, which ends at 9007199254740991 (2^53-1) either way.");
        return null;
    }

    /// <summary>The digits of a number that is compared.</summary>
    public static string? Number(Scanner scanner)
    {
        var start = scanner.Position;
        if (!IntegerPart(scanner))
            return null;
        if (scanner.TryTake('.') && !Digits(scanner, "a digit after the decimal point"))
            return null;
        if (scanner.Current is 'e' or 'E')
        {
            scanner.Position++;
            _ = scanner.TryTake('-') || scanner.TryTake('+');
            if (!Digits(scanner, "a digit of the exponent"))
                return null;
        }
        return scanner.Since(start);
    }

    static bool IntegerPart(Scanner scanner)
    {
        scanner.TryTake('-');
        var zero = scanner.Current == '0';
        var first = scanner.Position;
        if (!Digits(scanner, "a digit"))
            return false;
        if (!zero || scanner.Position == first + 1)
            return true;
        scanner.Reject(first, "A number cannot begin with a zero and more digits.");
        return false;
    }

    static bool Digits(Scanner scanner, string expected)
    {
        if (scanner.SkipDigits())
            return true;
        scanner.Expected(expected);
        return false;
    }

    static bool IsNameCharacter(Rune rune, bool first) =>
        rune.Value is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' or >= 0x80 || (!first && rune.Value is >= '0' and <= '9');

    static bool Character(Scanner scanner, char quote, StringBuilder value)
    {
        if (scanner.TryTake('\\'))
            return Escape(scanner, quote, value);
        if (!scanner.TryPeek(out var rune) || rune.Value < ' ')
        {
            scanner.Expected($"a character of the string or its closing {quote}");
            return false;
        }
        value.Append(rune.ToString());
        scanner.Position += rune.Utf16SequenceLength;
        return true;
    }

    static bool Escape(Scanner scanner, char quote, StringBuilder value)
    {
        var code = scanner.Current;
        if (code == 'u')
            return UnicodeEscape(scanner, value);
        char? meant = code switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '/' or '\\' => code,
            _ when code == quote => code,
            _ => null,
        };
        if (meant is null)
        {
            scanner.Expected($"one of b f n r t u / \\ {quote} after the backslash");
            return false;
        }
        value.Append(meant);
        scanner.Position++;
        return true;
    }

    static bool UnicodeEscape(Scanner scanner, StringBuilder value)
    {
        var start = scanner.Position - 1;
        if (HexCharacter(scanner) is not { } first)
            return false;
        value.Append(first);
        if (!char.IsSurrogate(first))
            return true;
        if (char.IsHighSurrogate(first) && scanner.TryTake('\\') && scanner.Current == 'u')
        {
            if (HexCharacter(scanner) is not { } second)
                return false;
            value.Append(second);
            if (char.IsLowSurrogate(second))
                return true;
        }
        scanner.Reject(start, "Half of a surrogate pair stands alone.");
        return false;
    }

    static char? HexCharacter(Scanner scanner)
    {
        scanner.Position++;
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            if (!char.IsAsciiHexDigit(scanner.Current))
            {
                scanner.Expected("four hexadecimal digits after \\u");
                return null;
            }
            value = (value << 4) | Convert.ToInt32(scanner.Current.ToString(), 16);
            scanner.Position++;
        }
        return (char)value;
    }
}
