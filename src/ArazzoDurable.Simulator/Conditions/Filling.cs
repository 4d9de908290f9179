using System.Collections.Immutable;
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

    /// <summary>The place that the text is, in braces or not; null when it is more or less than one.</summary>
    internal static Place? Whole(string text) => PlaceReader.Read(text is ['{', '$', .., '}'] ? text[1..^1] : text);

    // Without braces documents mean these three roots only.
    [GeneratedRegex(@"\{(\$[^{}]+)\}|\$(?:inputs|steps|workflows)\.[A-Za-z0-9_\-.#/]*[A-Za-z0-9_\-]", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
