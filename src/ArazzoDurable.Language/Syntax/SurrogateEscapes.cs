using System.Globalization;

namespace ArazzoDurable.Language.Syntax;

/// <summary>JSON may write a half of a UTF-16 pair as <c>\ud800</c>; such a string is no text and cannot be read.</summary>
static class SurrogateEscapes
{
    /// <summary>Whether each half that a JSON string, taken as it is written, escapes has its other half.</summary>
    public static bool ArePaired(ReadOnlySpan<byte> json, bool isEscaped)
    {
        if (!isEscaped)
            return true;
        for (var i = json.IndexOf((byte)'\\'); i >= 0 && i < json.Length; i++)
        {
            if (json[i] != '\\')
                continue;
            if (json[i + 1] != 'u')
            {
                i++;
                continue;
            }
            var unit = Unit(json, i);
            if (char.IsLowSurrogate(unit) || (char.IsHighSurrogate(unit) && !HasLowHalf(json, i + 6)))
                return false;
            i += char.IsHighSurrogate(unit) ? 11 : 5;
        }
        return true;
    }

    static bool HasLowHalf(ReadOnlySpan<byte> json, int index) =>
        index + 6 <= json.Length && json[index] == '\\' && json[index + 1] == 'u' && char.IsLowSurrogate(Unit(json, index));

    static char Unit(ReadOnlySpan<byte> json, int index) =>
        (char)ushort.Parse(json.Slice(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
