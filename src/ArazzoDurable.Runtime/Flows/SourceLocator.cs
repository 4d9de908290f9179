using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// Finds the documents that a description on the disk names: where the user says; by their own <c>$self</c>; where the description says;
/// beside the description, in an <c>openapi</c> folder, up the tree; for a remote URL the file that its path ends in; last by fetching.
/// </summary>
public sealed class SourceLocator
{
    const int MaxListed = 8;

    readonly ArazzoDocument document;
    readonly BundleOptions options;
    readonly SearchScope scope;

    /// <summary>Looks for the sources of <paramref name="document"/>, which lies at <paramref name="path"/>.</summary>
    public SourceLocator(ArazzoDocument document, string path, BundleOptions options)
    {
        this.document = document;
        this.options = options;
        scope = SearchScope.Of(path);
    }

    /// <summary>Finds the document of a source.</summary>
    /// <returns>The document; or null and a diagnostic that says where it was looked for.</returns>
    public async Task<(LocatedSource? Source, Diagnostic? Diagnostic)> LocateAsync(SourceDescription source, CancellationToken cancellationToken)
    {
        if (options.Sources.TryGetValue(source.Name, out var given))
        {
            return File.Exists(given)
                ? (await ReadAsync(source, given, "given by --source", cancellationToken).ConfigureAwait(false), null)
                : (null, Diagnostic.Error(SourceCodes.SourceNotFound, source.Location, $"The file '{given}' that --source gives for '{source.Name}' does not exist."));
        }
        var identity = Identity(source.Url.Value);
        if (identity is not null && await BySelfAsync(identity, cancellationToken).ConfigureAwait(false) is { } file)
            return (await ReadAsync(source, file, "its $self is the source's URL", cancellationToken).ConfigureAwait(false), null);
        var looked = new List<string>();
        foreach (var (path, reason) in SourceCandidates.Of(source.Url.Value, scope.Folders))
        {
            if (!scope.Contains(path) || looked.Contains(path, StringComparer.Ordinal))
                continue;
            looked.Add(path);
            if (File.Exists(path))
                return (await ReadAsync(source, path, reason, cancellationToken).ConfigureAwait(false), null);
        }
        return identity is { Scheme: "https" } && options.Fetch is { } fetch
            ? await FetchAsync(source, identity, fetch, looked, cancellationToken).ConfigureAwait(false)
            : (null, NotFound(source, looked));
    }

    static async Task<(LocatedSource? Source, Diagnostic? Diagnostic)> FetchAsync(
        SourceDescription source, Uri uri, Func<Uri, CancellationToken, Task<byte[]?>> fetch, List<string> looked, CancellationToken cancellationToken)
    {
        if (await fetch(uri, cancellationToken).ConfigureAwait(false) is { } bytes)
            return (new LocatedSource(source.Name, uri, "fetched", bytes), null);
        looked.Add(uri.AbsoluteUri);
        return (null, NotFound(source, looked));
    }

    // The base of a relative URL is the description's own identity, if that is absolute (Arazzo 1.1.0, Base URI).
    Uri? Identity(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !absolute.IsFile)
            return absolute;
        return document.Self is { } self && Uri.TryCreate(self.Value, UriKind.Absolute, out var root) && !root.IsFile && Uri.TryCreate(root, url, out var resolved)
            ? resolved
            : null;
    }

    async Task<string?> BySelfAsync(Uri identity, CancellationToken cancellationToken)
    {
        foreach (var path in options.Sources.Values.Order(StringComparer.Ordinal).Where(File.Exists))
        {
            var bytes = await DocumentFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (SyntaxReader.Read(bytes).Root is Node.Mapping root && root["$self"] is Node.Scalar { Value.ValueKind: JsonValueKind.String } self
                && Uri.TryCreate(self.Value.GetString(), UriKind.Absolute, out var own) && own == identity)
            {
                return path;
            }
        }
        return null;
    }

    static async Task<LocatedSource> ReadAsync(SourceDescription source, string path, string reason, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        return new LocatedSource(source.Name, new Uri(full), reason, await DocumentFile.ReadAsync(full, cancellationToken).ConfigureAwait(false));
    }

    static Diagnostic NotFound(SourceDescription source, List<string> looked)
    {
        var listed = string.Join(", ", looked.Take(MaxListed));
        var more = looked.Count > MaxListed ? $" and {looked.Count - MaxListed} more places" : "";
        var where = looked.Count > 0 ? $"; looked for {listed}{more}" : "";
        return Diagnostic.Warning(SourceCodes.SourceNotFound, source.Url.Location,
            $"The document of source '{source.Name}' ('{source.Url.Value}') was not found{where}.", $"Say where it is with --source {source.Name}=PATH.");
    }
}
