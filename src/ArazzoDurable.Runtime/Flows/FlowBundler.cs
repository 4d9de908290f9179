using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// Makes a flow of a description on the disk: reads it, finds its sources and those of the descriptions among them, and pulls in what they
/// refer to. What was read already is known by its <c>$self</c> and by where it was read, and stands once
/// (Arazzo 1.1.0, Identity-Based Referencing).
/// </summary>
public sealed class FlowBundler
{
    readonly BundleOptions options;
    readonly FlowDraft draft;
    readonly GivenSources given;
    readonly Queue<(SourceLocator Locator, WantedSource Wanted)> waiting = new();
    readonly Queue<(SourceLocator Locator, WantedSource Wanted)> notOnDisk = new();
    readonly Dictionary<string, int> order = new(StringComparer.Ordinal);
    readonly List<LocatedSource> located = [];
    long bytes;

    FlowBundler(ArazzoDocument document, Node root, BundleOptions options)
    {
        this.options = options;
        draft = new FlowDraft(NodeJson.ToElement(root));
        given = new GivenSources(options, document);
    }

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
        var bundler = new FlowBundler(document, root, options);
        bundler.draft.Diagnostics.AddRange(read.Diagnostics);
        bundler.Open(new OpenDescription(SourcePath.Root, document, new Uri(Path.GetFullPath(path))));
        await bundler.GatherAsync(cancellationToken).ConfigureAwait(false);
        return bundler.draft.ToResult(document, [.. bundler.located.OrderBy(source => bundler.order[source.Name])]);
    }

    void Open(OpenDescription description)
    {
        var locator = new SourceLocator(description, options, given);
        foreach (var source in draft.Open(description))
        {
            order[source.Path] = order.Count;
            waiting.Enqueue((locator, source));
        }
    }

    // Nothing is fetched, and nothing said to be missing, before all that is on the disk has been read: it may be what is looked for.
    async Task GatherAsync(CancellationToken cancellationToken)
    {
        // When there is no room for one document more, none is looked for.
        while (bytes <= options.MaxBytes)
        {
            if (waiting.TryDequeue(out var next))
            {
                if (given.For(next.Wanted) is null && draft.TryRefer(next.Wanted, next.Wanted.Url))
                    continue;
                if (!await TakeAsync(next.Wanted, await next.Locator.FindAsync(next.Wanted, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
                    notOnDisk.Enqueue(next);
            }
            else if (notOnDisk.TryDequeue(out next))
            {
                if (!draft.TryRefer(next.Wanted, next.Wanted.Url))
                    await TakeAsync(next.Wanted, await next.Locator.FetchAsync(next.Wanted, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                break;
            }
        }
        draft.Diagnostics.AddRange(given.Ambiguities);
    }

    /// <summary>Takes what the search for a source came to.</summary>
    /// <returns>Whether the search is over.</returns>
    async Task<bool> TakeAsync(WantedSource wanted, (LocatedSource? Source, Diagnostic? Diagnostic) found, CancellationToken cancellationToken)
    {
        if (found.Diagnostic is { } problem)
            draft.Diagnostics.Add(problem);
        if (found.Source is not { } source)
            return found.Diagnostic is not null;
        if (draft.TryRefer(wanted, source.Origin))
            return true;
        if (!draft.HasRoomFor(wanted) || !HasRoomFor(wanted, source))
            return true;
        located.Add(source);
        var content = SourceText.Read(source);
        draft.Diagnostics.AddRange(content.Diagnostics);
        if (content.Root is not { } element)
            return true;
        if (content.Description is { } description)
        {
            draft.Put(wanted, element);
            Open(new OpenDescription(wanted.Path, description, source.Origin));
            return true;
        }
        var self = content.Self is { } own ? UriReference.Resolve(source.Origin, own) : null;
        draft.Put(wanted, await PullInAsync(source, element, cancellationToken).ConfigureAwait(false), self, source.Origin);
        return true;
    }

    bool HasRoomFor(WantedSource wanted, LocatedSource source)
    {
        bytes += source.Bytes.Length;
        if (bytes <= options.MaxBytes)
            return true;
        draft.Diagnostics.Add(wanted.Said(Diagnostic.Error(
            SourceCodes.LimitSourceBytes, wanted.Source.Location,
            string.Create(CultureInfo.InvariantCulture, $"With that of source '{wanted.Path}' the documents of the sources have more than {options.MaxBytes} bytes together; it and those after it were left out."),
            "Name each document once, or make smaller ones of those that hold much that no step calls.")));
        return false;
    }

    async Task<JsonElement> PullInAsync(LocatedSource source, JsonElement element, CancellationToken cancellationToken)
    {
        if (!ReferencedFiles.HasExternal(element))
            return element;
        var files = await ReferencedFiles.LoadAsync(element, source.Origin, Loader(source.Origin), cancellationToken).ConfigureAwait(false);
        var (bundled, said) = ReferenceBundler.Bundle(source.Name, element, source.Origin, files);
        draft.Diagnostics.AddRange(said);
        return bundled;
    }

    // A document from the disk leads to files around it, one from the web to the web only.
    Func<Uri, CancellationToken, Task<byte[]?>> Loader(Uri origin)
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
