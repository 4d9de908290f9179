using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Reads texts that hold runtime expressions.</summary>
static partial class Filling
{
    /// <summary>The text as a term: a value when it is just one expression, a text with values in it, or itself.</summary>
    internal static Term Read(string text)
    {
        if (Whole(text) is { } place)
            return new Term.At(place);
        var parts = ImmutableArray.CreateBuilder<Term>();
        var end = 0;
        foreach (Match match in Expression().Matches(text))
        {
            if (PlaceReader.Read(match.Groups[1].Success ? match.Groups[1].Value : match.Value) is not { } inner)
                continue;
            parts.Add(new Term.Literal(JsonValue.Create(text[end..match.Index])));
            parts.Add(new Term.At(inner));
            end = match.Index + match.Length;
        }
        if (parts.Count == 0)
            return new Term.Literal(JsonValue.Create(text));
        parts.Add(new Term.Literal(JsonValue.Create(text[end..])));
        return new Term.Filled(parts.ToImmutable());
    }

    /// <summary>An XPath expression with values in the place of the runtime expressions in it, each as a text.</summary>
    internal static string XPath(string expression, Scene scene)
    {
        var parts = Read(expression) switch
        {
            Term.Filled(var several) => several,
            var single => [single],
        };
        var filled = new StringBuilder();
        char? quote = null;
        foreach (var part in parts)
        {
            var text = Scene.Text(scene.Value(part));
            if (part is Term.At)
            {
                // XPath 1.0 cannot write both quotes in one literal; then the expression just does not hold.
                var own = quote ?? (text.Contains('\'', StringComparison.Ordinal) ? '"' : '\'');
                text = text.Replace(own.ToString(), "", StringComparison.Ordinal);
                filled.Append(quote is null ? $"{own}{text}{own}" : text);
                continue;
            }
            filled.Append(text);
            foreach (var letter in text.Where(letter => letter is '\'' or '"'))
                quote = quote is null ? letter : quote == letter ? null : quote;
        }
        return filled.ToString();
    }

    /// <summary>The place that the text is, in braces or not; null when it is more or less than one.</summary>
    internal static Place? Whole(string text) => PlaceReader.Read(text is ['{', '$', .., '}'] ? text[1..^1] : text);

    // Without braces documents mean these three roots only.
    [GeneratedRegex(@"\{(\$[^{}]+)\}|\$(?:inputs|steps|workflows)\.[A-Za-z0-9_\-.#/]*[A-Za-z0-9_\-]", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
