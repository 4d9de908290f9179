using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>The characters of Unicode's general categories, by the names that RFC 9485 gives them: <c>Lu</c>, <c>L</c>, ….</summary>
static class UnicodeCategories
{
    /// <summary>The names in the order of <see cref="UnicodeCategory"/>. Surrogates (Cs) are no characters, and have no name in RFC 9485.</summary>
    static readonly ImmutableArray<string> Names =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc",
        "Cf", "", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    static readonly Lazy<ImmutableArray<CodePointSet>> Sets = new(Scan);

    /// <summary>The characters of a category, or of all that begin with its letter; null when there is none of that name.</summary>
    public static CodePointSet? Find(string name)
    {
        var indexes = Enumerable.Range(0, Names.Length).Where(index => name.Length > 0 && Names[index].StartsWith(name, StringComparison.Ordinal));
        ImmutableArray<CodePointSet> sets = [.. indexes.Select(static index => Sets.Value[index])];
        return sets.IsEmpty ? null : CodePointSet.Of(sets.SelectMany(static set => set.Ranges));
    }

    /// <summary>Asks the runtime about every character, once per process: its classes in regular expressions end at U+FFFF.</summary>
    static ImmutableArray<CodePointSet> Scan()
    {
        var ranges = Names.Select(static _ => new List<(int First, int Last)>()).ToArray();
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
                continue;
            var category = ranges[(int)CharUnicodeInfo.GetUnicodeCategory(codePoint)];
            if (category is [.., var previous] && previous.Last == codePoint - 1)
                category[^1] = (previous.First, codePoint);
            else
                category.Add((codePoint, codePoint));
        }
        return [.. ranges.Select(CodePointSet.Of)];
    }
}
