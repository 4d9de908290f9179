using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents.Reading;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents;

/// <summary>
/// Reads Arazzo descriptions of 1.0.x and 1.1.x. It does not stop at the first mistake: all that can be said about the shape of a
/// description is said at once. Reusable Objects are resolved in place.
/// </summary>
public static class ArazzoReader
{
    /// <summary>Reads a description from YAML or JSON in UTF-8, within <see cref="SyntaxLimits.Default"/>.</summary>
    public static ReadResult Read(ReadOnlyMemory<byte> utf8)
    {
        var syntax = SyntaxReader.Read(utf8);
        if (syntax.Root is null)
            return new ReadResult(null, null, syntax.Diagnostics);
        var result = Read(syntax.Root);
        return result with { Diagnostics = [.. syntax.Diagnostics.Concat(result.Diagnostics).InTextOrder()] };
    }

    /// <summary>Reads a description from values that were read before.</summary>
    public static ReadResult Read(Node root)
    {
        var diagnostics = new List<Diagnostic>();
        var document = RootReading.Read(root, diagnostics);
        if (document is not null && ReuseBudget.Check(document) is { } beyond)
        {
            diagnostics.Add(beyond);
            document = null;
        }
        return new ReadResult(document, root, [.. diagnostics.InTextOrder()]);
    }
}
