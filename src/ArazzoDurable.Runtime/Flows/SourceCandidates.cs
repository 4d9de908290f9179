using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>The files that the URL of a source description may mean, the likeliest first.</summary>
static class SourceCandidates
{
    const string OpenApiFolder = "openapi";

    /// <summary>The candidates, some of them more than once.</summary>
    /// <param name="url">The URL as it is written.</param>
    /// <param name="folders">The folders to search: the document's own first.</param>
    public static IEnumerable<(string Path, string Reason)> Of(string url, ImmutableArray<string> folders)
    {
        var isAbsolute = Uri.TryCreate(url, UriKind.Absolute, out var absolute);
        return isAbsolute && !absolute!.IsFile
            ? Remote(Uri.UnescapeDataString(absolute.AbsolutePath), folders)
            : Local(isAbsolute ? absolute!.LocalPath : Uri.UnescapeDataString(url.Split('?', '#')[0]), folders);
    }

    static IEnumerable<(string Path, string Reason)> Local(string path, ImmutableArray<string> folders)
    {
        if (!IsUsable(path))
            yield break;
        var file = Path.GetFileName(path);
        yield return (Join(folders[0], path), "named by the document");
        yield return (Join(folders[0], file), "beside the document");
        yield return (Join(folders[0], Path.Combine(OpenApiFolder, file)), "in the folder openapi");
        yield return (Join(folders[0], Path.Combine("..", OpenApiFolder, file)), "in the folder openapi");
        foreach (var folder in folders.Skip(1))
        {
            yield return (Join(folder, path), $"named by the document, seen from {folder}");
            yield return (Join(folder, Path.Combine(OpenApiFolder, file)), $"in the folder openapi of {folder}");
        }
    }

    static IEnumerable<(string Path, string Reason)> Remote(string path, ImmutableArray<string> folders)
    {
        if (!IsUsable(path))
            yield break;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var skip = 0; skip < segments.Length; skip++)
        {
            var suffix = Path.Combine(segments[skip..]);
            foreach (var folder in folders)
                yield return (Join(folder, suffix), $"the local file that the path of its URL ends in ({string.Join('/', segments[skip..])})");
        }
        foreach (var folder in folders)
            yield return (Join(folder, Path.Combine(OpenApiFolder, segments[^1])), $"in the folder openapi of {folder}");
    }

    static bool IsUsable(string path) => !path.Contains('\0', StringComparison.Ordinal) && Path.GetFileName(path).Length > 0;

    static string Join(string folder, string path) => Path.GetFullPath(path, folder);
}
