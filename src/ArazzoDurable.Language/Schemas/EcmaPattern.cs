using System.Globalization;
using System.Text;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// Turns a pattern of ECMA-262 into one of .NET where the same text means different things: what <c>\d</c>, <c>\w</c>, <c>\s</c>,
/// <c>$</c> and <c>.</c> match, <c>[]</c>, subtraction inside a class, names of categories, and characters beyond the basic plane.
/// </summary>
static class EcmaPattern
{
    const string LineEnds = @"\n\r\u2028\u2029";
    const string Space = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    const string NotSpace = @"\0-\x08\x0e-\x1f!-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff";
    const string NotDigit = @"\0-/:-\uffff";
    const string NotWord = @"\0-/:-@\[-\^`{-\uffff";

    internal static string ToDotNet(string pattern)
    {
        var into = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    i += Escape(pattern, i, inClass, into);
                    break;
                case '[' when inClass:
                    into.Append(@"\[");
                    break;
                case '[':
                    i += Open(pattern.AsSpan(i), into, out inClass);
                    break;
                case ']' when inClass:
                    inClass = false;
                    into.Append(']');
                    break;
                case '$' when !inClass:
                    into.Append(@"\z");
                    break;
                case '.' when !inClass:
                    into.Append("[^").Append(LineEnds).Append(']');
                    break;
                case var high when !inClass && char.IsHighSurrogate(high) && i + 1 < pattern.Length && char.IsLowSurrogate(pattern[i + 1]):
                    into.Append("(?:").Append(high).Append(pattern[++i]).Append(')');
                    break;
                case var other:
                    into.Append(other);
                    break;
            }
        }
        return into.ToString();
    }

    /// <returns>How many characters it took beyond the first.</returns>
    static int Open(ReadOnlySpan<char> rest, StringBuilder into, out bool inClass)
    {
        inClass = false;
        if (rest.StartsWith("[]"))
        {
            into.Append("(?!)");
            return 1;
        }
        if (rest.StartsWith("[^]"))
        {
            into.Append(@"[\0-\uffff]");
            return 2;
        }
        inClass = true;
        into.Append('[');
        return 0;
    }

    /// <returns>How many characters it took beyond the backslash.</returns>
    static int Escape(string pattern, int at, bool inClass, StringBuilder into)
    {
        var escaped = pattern[at + 1];
        var set = escaped switch
        {
            'd' => "0-9",
            'D' => NotDigit,
            'w' => "A-Za-z0-9_",
            'W' => NotWord,
            's' => Space,
            'S' => NotSpace,
            _ => null,
        };
        if (set is null)
            return Braced(pattern, at, inClass, into);
        if (inClass)
            into.Append(set);
        else
            into.Append('[').Append(set).Append(']');
        return 1;
    }

    /// <summary>Escapes that may have an argument in braces: a property, a code point. All others mean the same in .NET.</summary>
    static int Braced(string pattern, int at, bool inClass, StringBuilder into)
    {
        var escaped = pattern[at + 1];
        var end = at + 2 < pattern.Length && pattern[at + 2] == '{' ? pattern.IndexOf('}', at) : -1;
        var argument = end < 0 ? "" : pattern[(at + 3)..end];
        if (argument.Length > 0 && escaped is 'p' && !inClass)
            into.Append('[').Append(UnicodeCategories.ClassOf(argument)).Append(']');
        else if (argument.Length > 0 && escaped is 'p')
            into.Append(UnicodeCategories.ClassOf(argument));
        else if (argument.Length > 0 && escaped is 'P' && !inClass)
            into.Append("[^").Append(UnicodeCategories.ClassOf(argument)).Append(']');
        else if (escaped is 'u' && int.TryParse(argument, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            into.Append(inClass ? Literal(code) : $"(?:{Literal(code)})");
        else
        {
            into.Append('\\').Append(escaped);
            return 1;
        }
        return end - at;
    }

    static string Literal(int code) => string.Concat(new Rune(code).ToString().Select(unit => FormattableString.Invariant($@"\u{(int)unit:x4}")));
}
