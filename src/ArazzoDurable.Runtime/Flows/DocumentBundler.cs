using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>Makes a flow of documents that are all at hand. Nothing is looked for, on no disk and no network.</summary>
public sealed class DocumentBundler
{
    readonly IReadOnlyDictionary<string, SyntaxResult> parts;
    readonly FlowDraft draft;
    readonly Queue<WantedSource> wanted = new();
    readonly List<WantedSource> absent = [];
    readonly HashSet<string> declared = new(StringComparer.Ordinal);

    DocumentBundler(Node root, IReadOnlyDictionary<string, SyntaxResult> parts)
    {
        this.parts = parts;
        draft = new FlowDraft(NodeJson.ToElement(root));
    }

    /// <summary>Bundles a description with its sources.</summary>
    /// <param name="description">The description.</param>
    /// <param name="sources">
    /// The sources by name; those of a source that is an Arazzo description by the path of names, such as <c>lib/petstore</c>. One that is
    /// <c>{"$ref": "#/sources/lib"}</c> or <c>{"$ref": "#/arazzo"}</c> stands for the document there.
    /// </param>
    /// <returns>
    /// The bundle and what is to be said. A source that a description names and that is not there is a warning; one that is there and
    /// that no description names, or that cannot be read, is an error. A nested source need not be there when another document is known
    /// by its URL: by its <c>$self</c>, or because a description names it by the same absolute URL.
    /// </returns>
    public static BundleResult Bundle(SyntaxResult description, IReadOnlyDictionary<string, SyntaxResult> sources)
    {
        if (description.Root is not { } root)
            return new BundleResult(null, null, [], description.Diagnostics);
        var read = ArazzoReader.Read(root);
        var diagnostics = description.Diagnostics.AddRange(read.Diagnostics);
        return read.Document is { } document
            ? new DocumentBundler(root, sources).Bundle(document, diagnostics)
            : new BundleResult(null, null, [], diagnostics);
    }

    BundleResult Bundle(ArazzoDocument document, IEnumerable<Diagnostic> said)
    {
        draft.Diagnostics.AddRange(said);
        Open(new OpenDescription(SourcePath.Root, document, Origin: null));
        while (wanted.TryDequeue(out var next))
        {
            if (parts.TryGetValue(next.Path, out var part))
                Take(next, part);
            else
                absent.Add(next);
        }
        draft.Diagnostics.AddRange(absent.Where(source => !draft.TryRefer(source, source.Url)).Select(NotFound));
        draft.Diagnostics.AddRange(parts.Keys.Where(name => !declared.Contains(name)).Select(NotNamed));
        return draft.ToResult(document, []);
    }

    void Open(OpenDescription description)
    {
        foreach (var source in draft.Open(description))
        {
            wanted.Enqueue(source);
            declared.Add(source.Path);
        }
    }

    void Take(WantedSource source, SyntaxResult part)
    {
        if (Reference(part) is { } reference)
        {
            TakeReference(source, reference);
            return;
        }
        if (!draft.HasRoomFor(source))
            return;
        var content = SourceText.Read(source.Path, part);
        draft.Diagnostics.AddRange(content.Diagnostics);
        if (content.Root is not { } document)
            return;
        var self = content.Self is { } own ? UriReference.Resolve(null, own) : null;
        draft.Put(source, document, self, source.Url);
        if (content.Description is { } description)
            Open(new OpenDescription(source.Path, description, source.Url));
        else if (ReferencedFiles.HasExternal(document))
            draft.Diagnostics.Add(RefersElsewhere(source.Path));
    }

    void TakeReference(WantedSource source, JsonElement entry)
    {
        if (SourceReference.Target(entry) is { } target && (target.Length == 0 || (parts.TryGetValue(target, out var part) && Reference(part) is null)))
            draft.Refer(source, target);
        else
            draft.Diagnostics.Add(LeadsNowhere(source.Path));
    }

    /// <summary>A part that is a reference and no document; null when it is none.</summary>
    static JsonElement? Reference(SyntaxResult part) =>
        part.Root is Node.Mapping { Members: [{ Name: "$ref" }] } mapping && NodeJson.ToElement(mapping) is var entry && SourceReference.Is(entry) ? entry : null;

    static Diagnostic LeadsNowhere(string path) => Diagnostic.Error(
        SourceCodes.NotASource, new Location(JsonPointer.Root, Mark.None), "The reference leads to none of the documents that were sent.") with
    {
        Source = path,
    };

    static Diagnostic NotFound(WantedSource wanted) => wanted.Said(Diagnostic.Warning(
        SourceCodes.SourceNotFound, wanted.Source.Location, $"The document of source '{wanted.Path}' is not there; steps that need it fail."));

    Diagnostic NotNamed(string name) => Diagnostic.Error(
        SourceCodes.UnknownSource, new Location(JsonPointer.Root, Mark.None),
        $"The description names no source '{name}'; it names {string.Join(", ", declared.Select(source => $"'{source}'"))}.");

    static Diagnostic RefersElsewhere(string name) => Diagnostic.Warning(
        SourceCodes.UnresolvedReference, new Location(JsonPointer.Root, Mark.None),
        $"The document of source '{name}' refers to other files, which are not looked for here.", "Send it with what it refers to pulled in.") with
    {
        Source = name,
    };
}
