using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>Reads the text of a source document.</summary>
static class SourceText
{
    static readonly string[] Kinds = ["openapi", "swagger", "arazzo", "asyncapi"];

    /// <summary>The document of a source; null when it is unreadable or none that a description can build on.</summary>
    public static (JsonElement? Root, IEnumerable<Diagnostic> Diagnostics) Read(LocatedSource source) =>
        Read(source.Name, SyntaxReader.Read(source.Bytes));

    /// <summary>The document of a source whose text was read as <paramref name="result"/>.</summary>
    public static (JsonElement? Root, IEnumerable<Diagnostic> Diagnostics) Read(string name, SyntaxResult result)
    {
        if (result.Root is null)
            return (null, result.Diagnostics.Select(diagnostic => diagnostic with { Source = name }));
        if (result.Root is not Node.Mapping mapping || !Kinds.Any(kind => mapping[kind] is not null))
        {
            return (null, [Diagnostic.Error(SourceCodes.NotASource, new Location(JsonPointer.Root, result.Root.Mark),
                "The document is neither an OpenAPI nor an Arazzo nor an AsyncAPI document.") with { Source = name }]);
        }
        // What could be read in spite of its errors is judged where an operation in use touches it.
        return (NodeJson.ToElement(mapping), result.Diagnostics.Select(diagnostic => diagnostic with { Source = name, Severity = Severity.Warning }));
    }
}
