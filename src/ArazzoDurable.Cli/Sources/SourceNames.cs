using System.Collections.Immutable;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Cli.Sources;

/// <summary>Holds the names that options give to sources against those that descriptions have: one that is misspelt would be passed over in silence.</summary>
static class SourceNames
{
    /// <summary>Checks the names of <c>--source</c> for one description.</summary>
    /// <param name="given">The files by the names.</param>
    /// <param name="sources">The sources that the description names.</param>
    /// <param name="found">The documents that were found for them.</param>
    /// <exception cref="CommandFailedException">The description has no such source, and the file is none of its documents.</exception>
    public static void Check(ImmutableDictionary<string, string> given, FlowSources sources, ImmutableArray<LocatedSource> found) =>
        Check(given, [(sources, found)]);

    /// <summary>Checks the names of <c>--source</c> for several descriptions, of which one at least must have each.</summary>
    /// <param name="given">The files by the names.</param>
    /// <param name="descriptions">What the descriptions name, and what was found for that.</param>
    /// <exception cref="CommandFailedException">None of them has such a source, and the file is none of their documents.</exception>
    public static void Check(ImmutableDictionary<string, string> given, ImmutableArray<(FlowSources Sources, ImmutableArray<LocatedSource> Found)> descriptions)
    {
        foreach (var (name, path) in given.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (!descriptions.Any(description => description.Sources.Find(name) is not null || IsAmong(description.Found, path)))
                throw NoSource("--source", name, [.. descriptions.Select(description => description.Sources)]);
        }
    }

    /// <summary>What is told of a name that no source has, or several have.</summary>
    /// <param name="option">The option that gives it.</param>
    /// <param name="name">The name.</param>
    /// <param name="descriptions">The sources of each description.</param>
    public static CommandFailedException NoSource(string option, string name, ImmutableArray<FlowSources> descriptions)
    {
        var paths = descriptions.SelectMany(sources => sources.Paths).Distinct(StringComparer.Ordinal).ToList();
        var meant = paths.Where(path => path.EndsWith($"/{name}", StringComparison.Ordinal)).ToList();
        var existing = string.Join(", ", paths.Select(path => $"'{path}'"));
        return new CommandFailedException(meant.Count > 1 ? $"{option} {name}: it may mean {string.Join(" or ", meant.Select(path => $"'{path}'"))}; name one of them."
            : descriptions.Length > 1 ? $"{option} {name}: none of the descriptions has a source '{name}'; they have {existing}."
            : $"{option} {name}: the description has no source '{name}'; it has {existing}.");
    }

    static bool IsAmong(ImmutableArray<LocatedSource> found, string path)
    {
        if (path.Length == 0)
            return false;
        var full = Path.GetFullPath(path);
        return found.Any(source => source.Origin.IsFile && source.Origin.LocalPath == full);
    }
}
