using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>Makes a flow of documents that are all at hand. Nothing is looked for, on no disk and no network.</summary>
public static class DocumentBundler
{
    /// <summary>Bundles a description with its sources.</summary>
    /// <param name="description">The description.</param>
    /// <param name="sources">The sources by name.</param>
    /// <returns>
    /// The bundle and what is to be said. A source that the description names and that is not there is a warning; one that is there and
    /// that the description does not name, or that cannot be read, is an error.
    /// </returns>
    public static BundleResult Bundle(SyntaxResult description, IReadOnlyDictionary<string, SyntaxResult> sources)
    {
        if (description.Root is not { } root)
            return new BundleResult(null, null, [], description.Diagnostics);
        var read = ArazzoReader.Read(root);
        var diagnostics = description.Diagnostics.AddRange(read.Diagnostics).ToBuilder();
        if (read.Document is not { } document)
            return new BundleResult(null, null, [], diagnostics.ToImmutable());
        diagnostics.AddRange(document.SourceDescriptions.Where(named => !sources.ContainsKey(named.Name)).Select(NotFound));
        var contents = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, syntax) in sources)
        {
            if (document.Source(name) is null)
                diagnostics.Add(NotNamed(name, document));
            var (content, said) = SourceText.Read(name, syntax);
            diagnostics.AddRange(said);
            if (content is not { } element)
                continue;
            contents[name] = element;
            if (ReferencedFiles.HasExternal(element))
                diagnostics.Add(RefersElsewhere(name));
        }
        return new BundleResult(FlowBundle.Create(NodeJson.ToElement(root), contents), document, [], diagnostics.ToImmutable());
    }

    static Diagnostic NotFound(SourceDescription source) => Diagnostic.Warning(
        SourceCodes.SourceNotFound, source.Location, $"The document of source '{source.Name}' is not there; steps that need it fail.");

    static Diagnostic NotNamed(string name, ArazzoDocument document) => Diagnostic.Error(
        SourceCodes.UnknownSource, new Location(JsonPointer.Root, Mark.None),
        $"The description names no source '{name}'; it names {string.Join(", ", document.SourceDescriptions.Select(source => $"'{source.Name}'"))}.");

    static Diagnostic RefersElsewhere(string name) => Diagnostic.Warning(
        SourceCodes.UnresolvedReference, new Location(JsonPointer.Root, Mark.None),
        $"The document of source '{name}' refers to other files, which are not looked for here.", "Send it with what it refers to pulled in.") with
    {
        Source = name,
    };
}
