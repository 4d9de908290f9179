using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// Where on the disk the documents of a description are looked for. What the description names is read up to six levels above it; what
/// it does not name exactly is searched there too, but not above the repository (a folder with <c>.git</c>). Never in the disk's root.
/// </summary>
sealed class SearchScope
{
    const int Levels = 6;

    readonly string reach;

    SearchScope(ImmutableArray<string> folders, string reach)
    {
        Folders = folders;
        this.reach = reach;
    }

    /// <summary>The folders to search: the document's own, then upwards.</summary>
    public ImmutableArray<string> Folders { get; }

    /// <summary>The scope of the document at <paramref name="path"/>.</summary>
    public static SearchScope Of(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var all = new List<string> { folder };
        while (all.Count <= Levels && Path.GetDirectoryName(all[^1]) is { } parent && parent != Path.GetPathRoot(parent))
            all.Add(parent);
        var repository = all.FindIndex(candidate => Path.Exists(Path.Combine(candidate, ".git")));
        return new SearchScope([.. repository < 0 ? all : all.Take(repository + 1)], all[^1]);
    }

    /// <summary>Whether a document may lead to this file.</summary>
    public bool Contains(string path)
    {
        var full = Path.GetFullPath(path);
        return reach == Path.GetPathRoot(reach)
            ? Path.GetDirectoryName(full) == reach
            : full.StartsWith(reach + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
