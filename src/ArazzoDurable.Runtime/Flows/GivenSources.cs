using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>The files that the user gives for sources: by the path of a source, or by the name of one of a source's sources.</summary>
/// <param name="options">What the user gives.</param>
/// <param name="root">The description of the flow, whose own sources a plain name means first.</param>
sealed class GivenSources(BundleOptions options, ArazzoDocument root)
{
    readonly Dictionary<string, SortedSet<string>> byPlainName = new(StringComparer.Ordinal);
    Dictionary<Uri, string>? identities;

    /// <summary>The plain names that were taken for several sources.</summary>
    public IEnumerable<Diagnostic> Ambiguities => byPlainName.Where(name => name.Value.Count > 1).Select(name => Diagnostic.Error(
        SourceCodes.AmbiguousSource, new Location(JsonPointer.Root, Mark.None),
        $"The source '{name.Key}' may be any of {string.Join(", ", name.Value.Select(path => $"'{path}'"))}.",
        $"Name the one that is meant by its path, as in --source {name.Value.Min}=PATH."));

    /// <summary>The file for a source; null when none is given.</summary>
    public string? For(WantedSource wanted)
    {
        if (options.Sources.TryGetValue(wanted.Path, out var exact))
            return exact;
        var name = wanted.Source.Name;
        if (root.Source(name) is not null || !options.Sources.TryGetValue(name, out var plain))
            return null;
        if (!byPlainName.TryGetValue(name, out var paths))
            byPlainName[name] = paths = new SortedSet<string>(StringComparer.Ordinal);
        paths.Add(wanted.Path);
        return plain;
    }

    /// <summary>The given file whose own <c>$self</c> is this URI; null when there is none.</summary>
    public async Task<string?> BySelfAsync(Uri uri, CancellationToken cancellationToken)
    {
        identities ??= await ReadIdentitiesAsync(cancellationToken).ConfigureAwait(false);
        return identities.GetValueOrDefault(uri);
    }

    async Task<Dictionary<Uri, string>> ReadIdentitiesAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<Uri, string>();
        foreach (var path in options.Sources.Values.Order(StringComparer.Ordinal).Where(File.Exists))
        {
            var bytes = await DocumentFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (SourceText.Self(SyntaxReader.Read(bytes).Root) is { } self && UriReference.Resolve(new Uri(Path.GetFullPath(path)), self) is { } identity)
                found.TryAdd(identity, path);
        }
        return found;
    }
}
