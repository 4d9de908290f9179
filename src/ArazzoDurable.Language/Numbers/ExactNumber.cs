using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ArazzoDurable.Language.Numbers;

/// <summary>
/// A decimal number as its digits say, however many they are: ± 0.digits × 10^magnitude, with no zeros at either end of the digits. Zero
/// has no digits. So equal numbers are equal records, and comparing takes no arithmetic; nothing is rounded and nothing overflows.
/// </summary>
public readonly record struct ExactNumber : IComparable<ExactNumber>
{
    // No document and no digits make up for an exponent that is longer than this; longer ones are all the same.
    const int MaxExponentDigits = 1_000;

    static readonly BigInteger MaxExponent = BigInteger.Pow(10, MaxExponentDigits);

    ExactNumber(bool isNegative, string digits, BigInteger magnitude) =>
        (IsNegative, Digits, Magnitude) = digits.Length > 0 ? (isNegative, digits, magnitude) : (false, "", 0);

    /// <summary>Whether it is below zero.</summary>
    public bool IsNegative { get; }

    /// <summary>The digits after the point.</summary>
    public string Digits { get; }

    /// <summary>How far the point is to be moved to the right.</summary>
    public BigInteger Magnitude { get; }

    /// <summary>-1 below zero, 0 for zero, 1 above it.</summary>
    public int Sign => Digits.Length == 0 ? 0 : IsNegative ? -1 : 1;

    /// <summary>Whether it has no fraction.</summary>
    public bool IsInteger => Magnitude >= Digits.Length;

    /// <summary>The value of a JSON number.</summary>
    /// <exception cref="ArgumentException"><paramref name="number"/> is no JSON number.</exception>
    public static ExactNumber Of(JsonElement number) =>
        Parse(number.GetRawText()) ?? throw new ArgumentException("The element is no number.", nameof(number));

    /// <summary>Reads an optional sign, digits with an optional fraction, and an optional exponent; null when anything else is there.</summary>
    public static ExactNumber? Parse(ReadOnlySpan<char> text)
    {
        var isNegative = text is ['-', ..];
        if (text is ['-' or '+', ..])
            text = text[1..];
        var e = text.IndexOfAny('e', 'E');
        if (Exponent(e < 0 ? "0" : text[(e + 1)..]) is not { } exponent)
            return null;
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AreDigits(whole) || !AreDigits(fraction))
            return null;
        var zeros = LeadingZeros(whole, fraction);
        var significant = zeros < whole.Length ? string.Concat(whole[zeros..], fraction) : fraction[(zeros - whole.Length)..].ToString();
        return new ExactNumber(isNegative, significant.TrimEnd('0'), exponent + whole.Length - zeros);
    }

    /// <inheritdoc/>
    public int CompareTo(ExactNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var magnitudes = Magnitude.CompareTo(other.Magnitude);
        return Sign * (magnitudes != 0 ? magnitudes : string.CompareOrdinal(Digits, other.Digits));
    }

    /// <summary>Whether this is a whole multiple of <paramref name="divisor"/>, which is above zero.</summary>
    public bool IsMultipleOf(ExactNumber divisor)
    {
        if (Digits.Length == 0)
            return true;
        // Both are an integer times a power of ten. With the smaller power here the quotient would be whole only if this
        // integer had a factor of ten, but it has no trailing zeros.
        var shift = Magnitude - Digits.Length - (divisor.Magnitude - divisor.Digits.Length);
        if (shift < 0)
            return false;
        var modulus = BigInteger.Parse(divisor.Digits, CultureInfo.InvariantCulture);
        return (BigInteger.Parse(Digits, CultureInfo.InvariantCulture) * BigInteger.ModPow(10, shift, modulus) % modulus).IsZero;
    }

    /// <summary>The value as a count: whole and not negative, at most what fits; null when it is none.</summary>
    public int? ToCount()
    {
        if (IsNegative || !IsInteger)
            return null;
        return Magnitude > 9 ? int.MaxValue : int.Parse("0" + Digits.PadRight((int)Magnitude, '0'), CultureInfo.InvariantCulture);
    }

    static int LeadingZeros(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        var first = whole.IndexOfAnyExcept('0');
        if (first >= 0)
            return first;
        var next = fraction.IndexOfAnyExcept('0');
        return whole.Length + (next >= 0 ? next : fraction.Length);
    }

    static BigInteger? Exponent(ReadOnlySpan<char> text)
    {
        var isNegative = text is ['-', ..];
        var digits = text is ['-' or '+', ..] ? text[1..] : text;
        if (digits.IsEmpty || !AreDigits(digits))
            return null;
        digits = digits.TrimStart('0');
        var size = digits.Length > MaxExponentDigits ? MaxExponent
            : digits.IsEmpty ? BigInteger.Zero
            : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return isNegative ? -size : size;
    }

    static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
