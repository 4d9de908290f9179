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
    /// <returns>How many units the group lists, as a measure of its size.</returns>
    public int AppendTo(StringBuilder pattern)
    {
        var single = string.Concat(Ranges
            .Where(static range => range.First <= char.MaxValue)
            .Select(static range => Range(range.First, Math.Min(range.Last, char.MaxValue))));
        List<string> pairs = [.. LowHalvesByHigh().GroupBy(static lows => lows.Value.ToString(), static lows => (lows.Key, lows.Key)).Select(Pair)];
        var first = single.Length > 0 ? $"[{single}]" : @"[^\u0000-\uFFFF]";
        pattern.Append("(?:").AppendJoin('|', pairs.Prepend(first)).Append(')');
        return 1 + (2 * pairs.Count);
    }

    /// <summary>For each high half of a surrogate pair the ranges of low halves with which it makes a character of the set.</summary>
    SortedDictionary<int, StringBuilder> LowHalvesByHigh()
    {
        var lows = new SortedDictionary<int, StringBuilder>();
        foreach (var range in Ranges.Where(static range => range.Last > char.MaxValue))
        {
            var (first, last) = (Halves(Math.Max(range.First, char.MaxValue + 1)), Halves(range.Last));
            for (var high = first.High; high <= last.High; high++)
            {
                lows.TryAdd(high, new StringBuilder());
                lows[high].Append(Range(high == first.High ? first.Low : 0xDC00, high == last.High ? last.Low : 0xDFFF));
            }
        }
        return lows;
    }

    /// <summary>All high halves that go with the same low halves.</summary>
    static string Pair(IGrouping<string, (int First, int Last)> highsByLows) =>
        $"[{string.Concat(Merge(highsByLows).Ranges.Select(static highs => Range(highs.First, highs.Last)))}][{highsByLows.Key}]";

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

    static (int High, int Low) Halves(int codePoint) => (0xD800 + ((codePoint - 0x10000) >> 10), 0xDC00 + ((codePoint - 0x10000) & 0x3FF));

    static string Range(int first, int last) => string.Create(CultureInfo.InvariantCulture, $@"\u{first:X4}-\u{last:X4}");
}
