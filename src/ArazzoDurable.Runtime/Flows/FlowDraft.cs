using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>A flow while its documents are gathered: what stands where, what was said, and which documents are known by which URI.</summary>
/// <param name="root">The description, as it is stored.</param>
sealed class FlowDraft(JsonElement root)
{
    readonly Dictionary<string, JsonElement> entries = new(StringComparer.Ordinal);
    readonly ImmutableSortedDictionary<string, ArazzoDocument>.Builder descriptions = ImmutableSortedDictionary.CreateBuilder<string, ArazzoDocument>(StringComparer.Ordinal);
    readonly Dictionary<Uri, string> known = [];
    int nested;

    /// <summary>What is to be said.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Takes a description, and gives the sources that it names.</summary>
    public IEnumerable<WantedSource> Open(OpenDescription description)
    {
        descriptions[description.Path] = description.Document;
        Know(description.Self, description.Path);
        Know(description.Origin, description.Path);
        if (SourcePath.Depth(description.Path) < FlowLimits.Nesting)
            return description.Sources;
        Diagnostics.Add(description.Sources.First().Said(Diagnostic.Error(
            SourceCodes.LimitNesting, description.Document.SourceDescriptions[0].Location,
            $"The description '{description.Path}' is the {FlowLimits.Nesting}th in a row of descriptions that name each other as sources; its own sources are not looked for.",
            "Name the descriptions that are needed from one that stands further up.")));
        return [];
    }

    /// <summary>Lets a source stand for a document that the flow has already, if one is known by this URI.</summary>
    /// <returns>Whether it has.</returns>
    public bool TryRefer(WantedSource wanted, Uri? uri)
    {
        // An API that the root names twice stands twice, as it always has: a flow's id does not change.
        if (uri is null || !known.TryGetValue(uri, out var path) || !(SourcePath.IsNested(wanted.Path) || descriptions.ContainsKey(path)))
            return false;
        entries[wanted.Path] = SourceReference.To(path);
        return true;
    }

    /// <summary>Lets a source stand for the document at another path.</summary>
    public void Refer(WantedSource wanted, string path) => entries[wanted.Path] = SourceReference.To(path);

    /// <summary>Whether there is room for the document of a source; if not, that is said.</summary>
    public bool HasRoomFor(WantedSource wanted)
    {
        if (!SourcePath.IsNested(wanted.Path) || nested++ < FlowLimits.Documents)
            return true;
        Diagnostics.Add(wanted.Said(Diagnostic.Error(
            SourceCodes.LimitDocuments, wanted.Source.Location,
            $"The descriptions among the sources name more than {FlowLimits.Documents} documents; that of source '{wanted.Path}' was left out.",
            "Name fewer sources, or bundle their documents.")));
        return false;
    }

    /// <summary>Takes the document of a source.</summary>
    /// <param name="wanted">The source.</param>
    /// <param name="content">The document.</param>
    /// <param name="uris">The URIs that it is known by.</param>
    public void Put(WantedSource wanted, JsonElement content, params ReadOnlySpan<Uri?> uris)
    {
        entries[wanted.Path] = content;
        foreach (var uri in uris)
            Know(uri, wanted.Path);
    }

    /// <summary>What was gathered.</summary>
    public BundleResult ToResult(ArazzoDocument document, ImmutableArray<LocatedSource> located) =>
        new(FlowBundle.Create(root, entries), document, located, [.. Diagnostics]) { Descriptions = descriptions.ToImmutable() };

    void Know(Uri? uri, string path)
    {
        if (uri is not null)
            known.TryAdd(uri, path);
    }
}
