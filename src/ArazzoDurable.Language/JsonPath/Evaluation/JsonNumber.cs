using System.Globalization;
using System.Numerics;
using System.Text;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>
/// A JSON number as ±0.d₁d₂d₃… × 10ᵉ with d₁ not zero. It is compared digit by digit: no number is rounded or overflows, and a huge exponent
/// costs nothing.
/// </summary>
readonly ref struct JsonNumber
{
    readonly int sign;
    readonly BigInteger exponent;
    readonly ReadOnlySpan<byte> whole;
    readonly ReadOnlySpan<byte> fraction;

    /// <summary>Reads a number that follows the grammar of JSON.</summary>
    public JsonNumber(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        var mantissa = negative ? text[1..] : text;
        var scale = BigInteger.Zero;
        if (mantissa.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var e)
        {
            scale = BigInteger.Parse(Encoding.ASCII.GetString(mantissa[(e + 1)..]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..e];
        }
        var point = mantissa.IndexOf((byte)'.');
        whole = (point < 0 ? mantissa : mantissa[..point]).TrimStart((byte)'0');
        fraction = point < 0 ? [] : mantissa[(point + 1)..].TrimEnd((byte)'0');
        exponent = scale + whole.Length;
        if (whole.IsEmpty)
        {
            var zeros = fraction.Length;
            fraction = fraction.TrimStart((byte)'0');
            exponent -= zeros - fraction.Length;
        }
        sign = whole.IsEmpty && fraction.IsEmpty ? 0 : negative ? -1 : 1;
    }

    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var l = new JsonNumber(left);
        var r = new JsonNumber(right);
        if (l.sign != r.sign || l.sign == 0)
            return l.sign.CompareTo(r.sign);
        var magnitude = l.exponent != r.exponent ? l.exponent.CompareTo(r.exponent) : CompareDigits(l, r);
        return magnitude * l.sign;
    }

    static int CompareDigits(JsonNumber left, JsonNumber right)
    {
        var length = Math.Max(left.whole.Length + left.fraction.Length, right.whole.Length + right.fraction.Length);
        for (var i = 0; i < length; i++)
        {
            if (left.Digit(i) != right.Digit(i))
                return left.Digit(i).CompareTo(right.Digit(i));
        }
        return 0;
    }

    byte Digit(int index) =>
        index < whole.Length ? whole[index]
        : index - whole.Length < fraction.Length ? fraction[index - whole.Length]
        : (byte)'0';
}
