using System.Globalization;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>A number as RFC 8785 writes it, unless a double cannot hold its value.</summary>
static class CanonicalNumber
{
    /// <summary>The canonical spelling of a JSON number.</summary>
    public static string Write(string source)
    {
        var number = double.Parse(source, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
            return source;
        var value = ExactNumber.Parse(source);
        return value is { } exact && value == ExactNumber.Parse(number.ToString("R", CultureInfo.InvariantCulture)) ? Spell(exact) : source;
    }

    // ECMAScript, Number::toString: plain digits for a decimal point within 21 digits or at most six zeros after it, else an exponent.
    static string Spell(ExactNumber number)
    {
        var digits = number.Digits;
        if (digits.Length == 0)
            return "0";
        var sign = number.IsNegative ? "-" : "";
        var exponent = (int)number.Magnitude;
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
