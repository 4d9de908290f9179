using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>A set of Unicode characters, surrogates excluded.</summary>
/// <param name="Ranges">Its ranges, both ends included, in ascending order and apart from each other.</param>
readonly record struct CodePointSet(ImmutableArray<(int First, int Last)> Ranges)
{
    const int Last = 0x10FFFF;
    static readonly (int First, int Last) Surrogates = (0xD800, 0xDFFF);

    /// <summary>The characters of all these ranges, which may be in any order and overlap.</summary>
    public static CodePointSet Of(IEnumerable<(int First, int Last)> ranges) => Merge(ranges.SelectMany(WithoutSurrogates));

    /// <summary>All other characters.</summary>
    public CodePointSet Complement()
    {
        var gaps = ImmutableArray.CreateBuilder<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in Merge(Ranges.Add(Surrogates)).Ranges)
        {
            if (next < first)
                gaps.Add((next, first - 1));
            next = last + 1;
        }
        if (next <= Last)
            gaps.Add((next, Last));
        return new CodePointSet(gaps.DrainToImmutable());
    }

    /// <summary>Writes the set as a group for a .NET regular expression, to which a character beyond U+FFFF is two units.</summary>
    public void AppendTo(StringBuilder pattern)
    {
        var alternatives = new List<string>();
        var single = new StringBuilder();
        foreach (var (first, last) in Ranges)
        {
            if (first <= char.MaxValue)
                single.Append(Range(first, Math.Min(last, char.MaxValue)));
            if (last > char.MaxValue)
                AddPairs(Math.Max(first, char.MaxValue + 1), last, alternatives);
        }
        if (single.Length > 0 || alternatives.Count == 0)
            alternatives.Insert(0, single.Length > 0 ? $"[{single}]" : @"[^\u0000-\uFFFF]");
        pattern.Append("(?:").AppendJoin('|', alternatives).Append(')');
    }

    static CodePointSet Merge(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.Order())
        {
            if (merged is [.., var previous] && range.First <= previous.Last + 1)
                merged[^1] = (previous.First, Math.Max(previous.Last, range.Last));
            else
                merged.Add(range);
        }
        return new CodePointSet([.. merged]);
    }

    /// <summary>Splits a range that runs across the surrogates; none begins or ends among them.</summary>
    static IEnumerable<(int First, int Last)> WithoutSurrogates((int First, int Last) range) =>
        range.First < Surrogates.First && range.Last > Surrogates.Last
            ? [(range.First, Surrogates.First - 1), (Surrogates.Last + 1, range.Last)]
            : [range];

    /// <summary>Pairs whose high halves differ can be joined only where they have all low halves.</summary>
    static void AddPairs(int first, int last, List<string> alternatives)
    {
        var ((high, low), (lastHigh, lastLow)) = (Halves(first), Halves(last));
        if (high < lastHigh && low > 0xDC00)
        {
            alternatives.Add(Pair(high, high, low, 0xDFFF));
            (high, low) = (high + 1, 0xDC00);
        }
        if (high < lastHigh && lastLow < 0xDFFF)
        {
            alternatives.Add(Pair(lastHigh, lastHigh, 0xDC00, lastLow));
            (lastHigh, lastLow) = (lastHigh - 1, 0xDFFF);
        }
        alternatives.Add(Pair(high, lastHigh, low, lastLow));
    }

    static (int High, int Low) Halves(int codePoint) => (0xD800 + ((codePoint - 0x10000) >> 10), 0xDC00 + ((codePoint - 0x10000) & 0x3FF));

    static string Pair(int firstHigh, int lastHigh, int firstLow, int lastLow) => $"[{Range(firstHigh, lastHigh)}][{Range(firstLow, lastLow)}]";

    static string Range(int first, int last) => string.Create(CultureInfo.InvariantCulture, $@"\u{first:X4}-\u{last:X4}");
}
