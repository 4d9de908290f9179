using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>Makes a flow of a description on the disk: reads it, finds its sources and pulls in what they refer to.</summary>
public static class FlowBundler
{
    /// <summary>Bundles the description at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The file, or one that it leads to, is there but cannot be read.</exception>
    public static async Task<BundleResult> BundleAsync(string path, BundleOptions options, CancellationToken cancellationToken)
    {
        var bytes = await DocumentFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return await BundleAsync(bytes, path, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Bundles a description whose text is at hand.</summary>
    /// <param name="bytes">The text of the description.</param>
    /// <param name="path">The file that it stands for: relative URLs are looked for from its folder. It need not exist.</param>
    /// <param name="options">How the sources are found.</param>
    /// <param name="cancellationToken">Stops the bundling.</param>
    public static async Task<BundleResult> BundleAsync(ReadOnlyMemory<byte> bytes, string path, BundleOptions options, CancellationToken cancellationToken)
    {
        var read = ArazzoReader.Read(bytes);
        if (read is not { Document: { } document, Root: { } root })
            return new BundleResult(null, read.Document, [], read.Diagnostics);
        var locator = new SourceLocator(document, path, options);
        var located = ImmutableArray.CreateBuilder<LocatedSource>();
        var diagnostics = read.Diagnostics.ToBuilder();
        var sources = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var description in document.SourceDescriptions.DistinctBy(source => source.Name, StringComparer.Ordinal))
        {
            var (source, problem) = await locator.LocateAsync(description, cancellationToken).ConfigureAwait(false);
            if (problem is not null)
                diagnostics.Add(problem);
            if (source is null)
                continue;
            located.Add(source);
            var (content, said) = await ReadAsync(source, options, cancellationToken).ConfigureAwait(false);
            diagnostics.AddRange(said);
            if (content is { } element)
                sources[description.Name] = element;
        }
        return new BundleResult(FlowBundle.Create(NodeJson.ToElement(root), sources), document, located.ToImmutable(), diagnostics.ToImmutable());
    }

    static async Task<(JsonElement? Document, IEnumerable<Diagnostic> Diagnostics)> ReadAsync(
        LocatedSource source, BundleOptions options, CancellationToken cancellationToken)
    {
        var (root, diagnostics) = SourceText.Read(source);
        if (root is not { } element || !ReferencedFiles.HasExternal(element))
            return (root, diagnostics);
        var files = await ReferencedFiles.LoadAsync(element, source.Origin, Loader(source.Origin, options), cancellationToken).ConfigureAwait(false);
        var (bundled, said) = ReferenceBundler.Bundle(source.Name, element, source.Origin, files);
        return (bundled, diagnostics.Concat(said));
    }

    // A document from the disk leads to files around it, one from the web to the web only.
    static Func<Uri, CancellationToken, Task<byte[]?>> Loader(Uri origin, BundleOptions options)
    {
        var scope = origin.IsFile ? SearchScope.Of(origin.LocalPath) : null;
        return async (uri, cancellationToken) => uri switch
        {
            { IsFile: true } => scope is not null && scope.Contains(uri.LocalPath) && File.Exists(uri.LocalPath)
                ? await DocumentFile.ReadAsync(uri.LocalPath, cancellationToken).ConfigureAwait(false)
                : null,
            { Scheme: "https" } when options.Fetch is { } fetch => await fetch(uri, cancellationToken).ConfigureAwait(false),
            _ => null,
        };
    }
}
