using System.Collections.Immutable;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The sources that the descriptions of a flow name, and how a user may name them.</summary>
/// <param name="targets">Where the document of each source stands in the flow, or would stand, by the path of the source.</param>
public sealed class FlowSources(ImmutableSortedDictionary<string, string> targets)
{
    /// <summary>The paths of the sources: names, or for the sources of sources paths of names, such as <c>lib/petstore</c>.</summary>
    public IEnumerable<string> Paths => targets.Keys;

    /// <summary>
    /// The source that is meant by a path, or by a plain name: of the description's own sources, else of the sources of sources if only one
    /// document has that name.
    /// </summary>
    /// <returns>The path at which its document stands; null when no source has the name, or several have.</returns>
    public string? Find(string name)
    {
        if (Follow(name) is { } exact)
            return exact;
        if (SourcePath.IsNested(name))
            return null;
        return targets.Where(target => SourcePath.Name(target.Key) == name).Select(target => target.Value).Distinct(StringComparer.Ordinal).ToList() is [var only]
            ? only
            : null;
    }

    /// <summary>The path that names lead to, through documents that stand elsewhere in the flow.</summary>
    string? Follow(string path)
    {
        var at = SourcePath.Root;
        foreach (var name in path.Split('/'))
        {
            if (!targets.TryGetValue(SourcePath.Of(at, name), out var next))
                return null;
            at = next;
        }
        return at.Length == 0 ? null : at;
    }
}
