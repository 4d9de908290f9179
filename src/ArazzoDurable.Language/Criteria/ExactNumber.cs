using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.Criteria;

/// <summary>A decimal number with all its digits: 0.ddd × 10^<see cref="Magnitude"/>, the digits without zeros at either end.</summary>
readonly record struct ExactNumber : IComparable<ExactNumber>
{
    // Longer exponents are all the same: no digits can make up for them.
    const int MaxExponentDigits = 15;

    const long MaxExponent = 1_000_000_000_000_000;

    ExactNumber(bool isNegative, string digits, long magnitude) =>
        (IsNegative, Digits, Magnitude) = (isNegative && digits.Length > 0, digits, digits.Length > 0 ? magnitude : 0);

    bool IsNegative { get; }

    string Digits { get; }

    long Magnitude { get; }

    int Sign => Digits.Length == 0 ? 0 : IsNegative ? -1 : 1;

    /// <summary>The number that a JSON number or a numeric string is; null for anything else.</summary>
    public static ExactNumber? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Parse(value.GetRawText()),
        JsonValueKind.String => Parse(JsonText.Decode(value)),
        _ => null,
    };

    /// <summary>Reads an optional sign, digits with an optional fraction, and an optional exponent; nothing else around them.</summary>
    public static ExactNumber? Parse(ReadOnlySpan<char> text)
    {
        var isNegative = text is ['-', ..];
        if (text is ['-' or '+', ..])
            text = text[1..];
        var e = text.IndexOfAny('e', 'E');
        if (!TryExponent(e < 0 ? "0" : text[(e + 1)..], out var exponent))
            return null;
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AreDigits(whole) || !AreDigits(fraction))
            return null;
        var all = string.Concat(whole, fraction);
        var significant = all.TrimStart('0');
        var magnitude = exponent + whole.Length - (all.Length - significant.Length);
        return new ExactNumber(isNegative, significant.TrimEnd('0'), magnitude);
    }

    public int CompareTo(ExactNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var magnitudes = Magnitude.CompareTo(other.Magnitude);
        return Sign * (magnitudes != 0 ? magnitudes : string.CompareOrdinal(Digits, other.Digits));
    }

    static bool TryExponent(ReadOnlySpan<char> text, out long exponent)
    {
        exponent = 0;
        var digits = text is ['-' or '+', ..] ? text[1..] : text;
        if (digits.IsEmpty || !AreDigits(digits))
            return false;
        digits = digits.TrimStart('0');
        exponent = digits.Length > MaxExponentDigits
            ? MaxExponent
            : digits.IsEmpty ? 0 : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (text[0] == '-')
            exponent = -exponent;
        return true;
    }

    static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
