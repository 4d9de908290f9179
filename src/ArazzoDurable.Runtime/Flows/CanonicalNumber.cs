using System.Globalization;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>A number as RFC 8785 writes it, unless a double cannot hold its value.</summary>
static class CanonicalNumber
{
    // An exponent of more digits is beyond every double, and beyond a long when it is much longer.
    const int MaxExponentDigits = 15;

    /// <summary>The canonical spelling of a JSON number.</summary>
    public static string Write(string source)
    {
        var number = double.Parse(source, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
            return source;
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var (negative, digits, exponent) = Decompose(shortest);
        return Decompose(source) == (negative, digits, exponent) ? Spell(negative, digits, exponent) : source;
    }

    /// <summary>
    /// The value as 0.digits × 10^exponent, the digits without zeros at either end. Zero has no digits, no exponent and no sign.
    /// </summary>
    static (bool Negative, string Digits, long Exponent) Decompose(string text)
    {
        var negative = text[0] == '-';
        var mantissaEnd = text.AsSpan().IndexOfAny('e', 'E') is var e and >= 0 ? e : text.Length;
        var mantissa = text[(negative ? 1 : 0)..mantissaEnd];
        var exponent = mantissaEnd < text.Length ? Exponent(text.AsSpan(mantissaEnd + 1)) : 0;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is var p and >= 0 ? p : mantissa.Length;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        if (significant.Length == 0)
            return (false, "", 0);
        return (negative, significant.TrimEnd('0'), exponent + point - (all.Length - significant.Length));
    }

    static long Exponent(ReadOnlySpan<char> text)
    {
        var digits = text.TrimStart("+-").TrimStart('0');
        if (digits.Length > MaxExponentDigits)
            return long.MaxValue / 2;
        var magnitude = digits.Length == 0 ? 0 : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return text[0] == '-' ? -magnitude : magnitude;
    }

    // ECMAScript, Number::toString: plain digits for a decimal point within 21 digits or at most six zeros after it, else an exponent.
    static string Spell(bool negative, string digits, long decimalExponent)
    {
        if (digits.Length == 0)
            return "0";
        var sign = negative ? "-" : "";
        var exponent = (int)decimalExponent;
        if (exponent >= digits.Length && exponent <= 21)
            return sign + digits.PadRight(exponent, '0');
        if (exponent is > 0 and <= 21)
            return $"{sign}{digits[..exponent]}.{digits[exponent..]}";
        if (exponent is > -6 and <= 0)
            return $"{sign}0.{new string('0', -exponent)}{digits}";
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{exponent - 1:+0;-0}");
    }
}
