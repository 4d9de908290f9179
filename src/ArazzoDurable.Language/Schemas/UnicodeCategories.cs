using System.Collections.Frozen;

namespace ArazzoDurable.Language.Schemas;

/// <summary>The names that ECMA-262 knows for Unicode's general categories; .NET knows only the short ones.</summary>
static class UnicodeCategories
{
    static readonly FrozenDictionary<string, string> ShortNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Cased_Letter"] = @"\p{Lu}\p{Ll}\p{Lt}",
        ["LC"] = @"\p{Lu}\p{Ll}\p{Lt}",
        ["Close_Punctuation"] = @"\p{Pe}",
        ["Connector_Punctuation"] = @"\p{Pc}",
        ["Control"] = @"\p{Cc}",
        ["Currency_Symbol"] = @"\p{Sc}",
        ["Dash_Punctuation"] = @"\p{Pd}",
        ["Decimal_Number"] = @"\p{Nd}",
        ["Enclosing_Mark"] = @"\p{Me}",
        ["Final_Punctuation"] = @"\p{Pf}",
        ["Format"] = @"\p{Cf}",
        ["Initial_Punctuation"] = @"\p{Pi}",
        ["Letter"] = @"\p{L}",
        ["Letter_Number"] = @"\p{Nl}",
        ["Line_Separator"] = @"\p{Zl}",
        ["Lowercase_Letter"] = @"\p{Ll}",
        ["Mark"] = @"\p{M}",
        ["Math_Symbol"] = @"\p{Sm}",
        ["Modifier_Letter"] = @"\p{Lm}",
        ["Modifier_Symbol"] = @"\p{Sk}",
        ["Nonspacing_Mark"] = @"\p{Mn}",
        ["Number"] = @"\p{N}",
        ["Open_Punctuation"] = @"\p{Ps}",
        ["Other"] = @"\p{C}",
        ["Other_Letter"] = @"\p{Lo}",
        ["Other_Number"] = @"\p{No}",
        ["Other_Punctuation"] = @"\p{Po}",
        ["Other_Symbol"] = @"\p{So}",
        ["Paragraph_Separator"] = @"\p{Zp}",
        ["Private_Use"] = @"\p{Co}",
        ["Punctuation"] = @"\p{P}",
        ["Separator"] = @"\p{Z}",
        ["Space_Separator"] = @"\p{Zs}",
        ["Spacing_Mark"] = @"\p{Mc}",
        ["Surrogate"] = @"\p{Cs}",
        ["Symbol"] = @"\p{S}",
        ["Titlecase_Letter"] = @"\p{Lt}",
        ["Unassigned"] = @"\p{Cn}",
        ["Uppercase_Letter"] = @"\p{Lu}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The inside of a .NET character class for a property; what it does not know is left for .NET to judge.</summary>
    internal static string ClassOf(string property)
    {
        var name = property[(property.LastIndexOf('=') + 1)..];
        var isCategory = name.Length == property.Length || property.StartsWith("General_Category=", StringComparison.Ordinal)
            || property.StartsWith("gc=", StringComparison.Ordinal);
        return !isCategory ? $@"\p{{{property}}}" : ShortNames.GetValueOrDefault(name, $@"\p{{{name}}}");
    }
}
