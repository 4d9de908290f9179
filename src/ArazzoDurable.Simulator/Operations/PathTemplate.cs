using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Simulator.Operations;

/// <summary>A path template of OpenAPI, such as <c>/runs/{id}/score</c>.</summary>
sealed partial class PathTemplate
{
    readonly ImmutableArray<Segment> segments;

    /// <param name="text">The key of the Paths Object. A query or fragment that some documents append is left out.</param>
    internal PathTemplate(string text)
    {
        Text = text;
        segments = [.. Split(text.Split('?', '#')[0]).Select(Segment.Parse)];
        Rank = string.Concat(segments.Select(segment => segment.Rank));
    }

    /// <summary>The template as it is written.</summary>
    internal string Text { get; }

    /// <summary>Orders templates that match the same path: in ordinal order, the more concrete one comes first.</summary>
    internal string Rank { get; }

    /// <summary>The segments of a path, percent-decoded one by one, so that an encoded slash parts nothing.</summary>
    internal static ImmutableArray<string> Split(string path) => [.. path.TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];

    /// <summary>The values of the template's variables in a path; null when the path does not match.</summary>
    internal ImmutableDictionary<string, string>? Match(ImmutableArray<string> path)
    {
        if (path.Length != segments.Length)
            return null;
        var values = ImmutableDictionary<string, string>.Empty;
        for (var i = 0; i < path.Length; i++)
        {
            if (segments[i].Match(path[i], values) is not { } more)
                return null;
            values = more;
        }
        return values;
    }

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    sealed record Segment(string Literal, Regex? Pattern, ImmutableArray<string> Names, string Rank)
    {
        internal static Segment Parse(string text)
        {
            var variables = Variable().Matches(text);
            if (variables.Count == 0)
                return new Segment(text, null, [], "0");
            var pattern = string.Concat(Variable().Split(text).Select((part, i) => i % 2 == 0 ? Regex.Escape(part) : "(.+?)"));
            return new Segment(
                text,
                new Regex($@"\A{pattern}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline),
                [.. variables.Select(variable => variable.Groups[1].Value)],
                variables[0].Length == text.Length ? "2" : "1");
        }

        internal ImmutableDictionary<string, string>? Match(string segment, ImmutableDictionary<string, string> values)
        {
            if (Pattern is null)
                return segment == Literal ? values : null;
            return Pattern.Match(segment) is { Success: true } match
                ? values.SetItems(Names.Select((name, i) => KeyValuePair.Create(name, match.Groups[i + 1].Value)))
                : null;
        }
    }
}
