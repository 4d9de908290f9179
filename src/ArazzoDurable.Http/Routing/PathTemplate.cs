using System.Collections.Immutable;

namespace ArazzoDurable.Http.Routing;

/// <summary>A path with names in the place of some of its segments: <c>/api/runs/{runId}</c>. Letters of any case are alike, as on Functions.</summary>
sealed class PathTemplate(string text)
{
    readonly ImmutableArray<string> segments = Split(text);

    /// <summary>The path as it was written.</summary>
    public override string ToString() => text;

    /// <summary>The segments of a path, still percent-encoded.</summary>
    public static ImmutableArray<string> Split(string path) => [.. path[1..].Split('/')];

    /// <summary>What stands in the place of the names; null when the path is another one.</summary>
    public ImmutableDictionary<string, string>? Match(ImmutableArray<string> path)
    {
        if (path.Length != segments.Length)
            return null;
        var values = ImmutableDictionary<string, string>.Empty;
        for (var i = 0; i < path.Length; i++)
        {
            var actual = Uri.UnescapeDataString(path[i]);
            if (segments[i] is ['{', .. var name, '}'])
            {
                if (actual.Length == 0)
                    return null;
                values = values.Add(name, actual);
            }
            else if (!string.Equals(segments[i], actual, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }
        return values;
    }
}
