using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// Finds the documents that a description names: where the user says; by their own <c>$self</c>; where the description says; beside the
/// description, in an <c>openapi</c> folder, up the tree; for a remote URL the file that its path ends in; last by fetching. A description
/// that was fetched itself leads to no file that the user did not give.
/// </summary>
sealed class SourceLocator
{
    const int MaxListed = 8;

    readonly BundleOptions options;
    readonly GivenSources given;
    readonly SearchScope? scope;

    // Where each source was looked for, to say so when it is nowhere.
    readonly Dictionary<string, List<string>> looked = new(StringComparer.Ordinal);

    /// <summary>Looks for the sources of <paramref name="description"/>.</summary>
    public SourceLocator(OpenDescription description, BundleOptions options, GivenSources given)
    {
        this.options = options;
        this.given = given;
        scope = description.Origin is { IsFile: true } file ? SearchScope.Of(file.LocalPath) : null;
    }

    /// <summary>Finds the document of a source without fetching it.</summary>
    /// <returns>The document; or a diagnostic when the user named a file that is not there; or neither when it is not on the disk.</returns>
    public async Task<(LocatedSource? Source, Diagnostic? Diagnostic)> FindAsync(WantedSource wanted, CancellationToken cancellationToken)
    {
        if (given.For(wanted) is { } path)
        {
            return File.Exists(path)
                ? (await ReadAsync(wanted, path, "given by --source", cancellationToken).ConfigureAwait(false), null)
                : (null, wanted.Said(Diagnostic.Error(
                    SourceCodes.SourceNotFound, wanted.Source.Location, $"The file '{path}' that --source gives for '{wanted.Path}' does not exist.")));
        }
        if (wanted.Url is { } url && await given.BySelfAsync(url, cancellationToken).ConfigureAwait(false) is { } self)
            return (await ReadAsync(wanted, self, "its $self is the source's URL", cancellationToken).ConfigureAwait(false), null);
        looked[wanted.Path] = [];
        foreach (var (candidate, reason) in Candidates(wanted))
        {
            if (!scope!.Contains(candidate) || looked[wanted.Path].Contains(candidate, StringComparer.Ordinal))
                continue;
            looked[wanted.Path].Add(candidate);
            if (File.Exists(candidate))
                return (await ReadAsync(wanted, candidate, reason, cancellationToken).ConfigureAwait(false), null);
        }
        return (null, null);
    }

    /// <summary>Fetches the document of a source that is not on the disk.</summary>
    /// <returns>The document; or null and a diagnostic that says where it was looked for.</returns>
    public async Task<(LocatedSource? Source, Diagnostic? Diagnostic)> FetchAsync(WantedSource wanted, CancellationToken cancellationToken)
    {
        if (wanted.Url is not { Scheme: "https" } url || options.Fetch is not { } fetch)
            return (null, NotFound(wanted));
        if (await fetch(url, cancellationToken).ConfigureAwait(false) is { } bytes)
            return (new LocatedSource(wanted.Path, url, "fetched", bytes), null);
        looked[wanted.Path].Add(url.AbsoluteUri);
        return (null, NotFound(wanted));
    }

    IEnumerable<(string Path, string Reason)> Candidates(WantedSource wanted)
    {
        if (scope is null)
            return [];
        var asWritten = SourceCandidates.Of(wanted.Source.Url.Value, scope.Folders);
        // A $self on the disk moves what relative URLs are relative to.
        return wanted is { Owner.Document.Self: not null, Url: { IsFile: true } moved }
            ? asWritten.Prepend((moved.LocalPath, "named by the document"))
            : asWritten;
    }

    static async Task<LocatedSource> ReadAsync(WantedSource wanted, string path, string reason, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        return new LocatedSource(wanted.Path, new Uri(full), reason, await DocumentFile.ReadAsync(full, cancellationToken).ConfigureAwait(false));
    }

    Diagnostic NotFound(WantedSource wanted)
    {
        var places = looked[wanted.Path];
        var listed = string.Join(", ", places.Take(MaxListed));
        var more = places.Count > MaxListed ? $" and {places.Count - MaxListed} more places" : "";
        var where = places.Count > 0 ? $"; looked for {listed}{more}" : "";
        return wanted.Said(Diagnostic.Warning(SourceCodes.SourceNotFound, wanted.Source.Url.Location,
            $"The document of source '{wanted.Path}' ('{wanted.Source.Url.Value}') was not found{where}.", $"Say where it is with --source {wanted.Path}=PATH."));
    }
}
