using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>Reads the text of a source document. What it is, its own members tell, whatever the source description says.</summary>
static class SourceText
{
    static readonly string[] Kinds = ["openapi", "swagger", "arazzo", "asyncapi"];

    /// <summary>The document of a source.</summary>
    public static SourceContent Read(LocatedSource source) => Read(source.Name, SyntaxReader.Read(source.Bytes));

    /// <summary>The document of a source whose text was read as <paramref name="result"/>.</summary>
    public static SourceContent Read(string name, SyntaxResult result)
    {
        if (result.Root is null)
            return new SourceContent(null, null, null, Of(name, result.Diagnostics));
        if (result.Root is not Node.Mapping mapping || Kinds.FirstOrDefault(kind => mapping[kind] is not null) is not { } found)
        {
            return new SourceContent(null, null, null, [Diagnostic.Error(SourceCodes.NotASource, new Location(JsonPointer.Root, result.Root.Mark),
                "The document is neither an OpenAPI nor an Arazzo nor an AsyncAPI document.") with { Source = name }]);
        }
        var self = Self(mapping);
        if (found == "arazzo")
        {
            var read = ArazzoReader.Read(mapping);
            return new SourceContent(
                read.Document is null ? null : NodeJson.ToElement(mapping), read.Document, self, Of(name, result.Diagnostics.Concat(read.Diagnostics)));
        }
        // What could be read in spite of its errors is judged where an operation in use touches it.
        return new SourceContent(
            NodeJson.ToElement(mapping), null, self, Of(name, result.Diagnostics.Select(diagnostic => diagnostic with { Severity = Severity.Warning })));
    }

    /// <summary>The <c>$self</c> of a document; null when it has none.</summary>
    public static string? Self(Node? root) =>
        root is Node.Mapping mapping && mapping["$self"] is Node.Scalar { Value: { ValueKind: JsonValueKind.String } self } ? self.GetString() : null;

    static IEnumerable<Diagnostic> Of(string name, IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(diagnostic => diagnostic with { Source = name });
}
