using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Language.Syntax;

/// <summary>What a plain scalar is (YAML 1.2.2, 10.3 Core Schema).</summary>
static partial class CoreSchema
{
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static bool IsTrue(string text) => text is "true" or "True" or "TRUE";

    public static bool IsFalse(string text) => text is "false" or "False" or "FALSE";

    /// <summary>Whether the text is an infinity or no number at all, which JSON cannot say.</summary>
    public static bool IsNotFinite(string text) => text.TrimStart('+', '-') switch
    {
        ".inf" or ".Inf" or ".INF" => text.Length <= 5,
        ".nan" or ".NaN" or ".NAN" => text.Length == 4,
        _ => false,
    };

    /// <summary>Whether the text is a number, however it is spelt.</summary>
    public static bool IsNumber(string text) => text.Length > 0 && text[0] is '+' or '-' or '.' or (>= '0' and <= '9')
        && (DecimalNumber().IsMatch(text) || RadixNumber().IsMatch(text));

    /// <summary>The number as JSON writes it: digits and exponent are kept; signs, zeros and points that JSON does not have go.</summary>
    /// <param name="text">A text for which <see cref="IsNumber"/> holds.</param>
    public static string ToJsonNumber(string text)
    {
        if (JsonNumber().IsMatch(text))
            return text;
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return BigInteger.Parse($"0{text.AsSpan(2)}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (text.StartsWith("0o", StringComparison.Ordinal))
            return FromOctal(text.AsSpan(2));
        var parts = DecimalNumber().Match(text).Groups;
        var whole = parts["whole"].Value.TrimStart('0');
        var fraction = parts["fraction"].Value;
        return $"{(text[0] == '-' ? "-" : "")}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : $".{fraction}")}{parts["exponent"].Value}";
    }

    static string FromOctal(ReadOnlySpan<char> digits)
    {
        var value = BigInteger.Zero;
        foreach (var digit in digits)
            value = (value * 8) + (digit - '0');
        return value.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^[-+]?(?:(?<whole>[0-9]+)(?:\.(?<fraction>[0-9]*))?|\.(?<fraction>[0-9]+))(?<exponent>[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(@"^0(?:x[0-9a-fA-F]+|o[0-7]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex RadixNumber();

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();
}
