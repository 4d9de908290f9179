using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// A JSON number as its digits say, however many they are: ± 0.digits × 10^magnitude, with neither leading nor trailing zeros
/// among the digits. Zero has no digits. So equal numbers are equal records, and comparing takes no arithmetic.
/// </summary>
readonly record struct JsonNumber(bool IsNegative, string Digits, BigInteger Magnitude) : IComparable<JsonNumber>
{
    internal int Sign => Digits.Length == 0 ? 0 : IsNegative ? -1 : 1;

    internal bool IsInteger => Magnitude >= Digits.Length;

    internal static JsonNumber From(JsonElement number)
    {
        var text = number.GetRawText().AsSpan();
        var isNegative = text[0] == '-';
        if (isNegative)
            text = text[1..];
        var e = text.IndexOfAny('e', 'E');
        var exponent = e < 0 ? BigInteger.Zero : BigInteger.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var significand = e < 0 ? text : text[..e];
        var point = significand.IndexOf('.');
        var whole = point < 0 ? significand : significand[..point];
        var digits = point < 0 ? whole.ToString() : string.Concat(whole, significand[(point + 1)..]);
        var leading = digits.Length - digits.AsSpan().TrimStart('0').Length;
        digits = digits.Trim('0');
        return digits.Length == 0 ? new JsonNumber(false, "", 0) : new JsonNumber(isNegative, digits, exponent + whole.Length - leading);
    }

    /// <inheritdoc/>
    public int CompareTo(JsonNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var size = Magnitude.CompareTo(other.Magnitude);
        if (size == 0)
            size = string.CompareOrdinal(Digits, other.Digits);
        return IsNegative ? -size : size;
    }

    /// <summary>Whether this is a whole multiple of <paramref name="divisor"/>, which is above zero.</summary>
    internal bool IsMultipleOf(JsonNumber divisor)
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
    internal int? ToCount()
    {
        if (IsNegative || !IsInteger)
            return null;
        return Magnitude > 9 ? int.MaxValue : int.Parse("0" + Digits.PadRight((int)Magnitude, '0'), CultureInfo.InvariantCulture);
    }
}
