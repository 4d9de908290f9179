using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Validation;

namespace ArazzoDurable.Language.Tests.Validation;

/// <summary>All that the reader and the validator say about a text.</summary>
static class Examination
{
    public static ImmutableArray<Diagnostic> Of(string text, Dialect? dialect = null) => Of(Encoding.UTF8.GetBytes(text), dialect);

    public static ImmutableArray<Diagnostic> Of(byte[] utf8, Dialect? dialect = null)
    {
        var read = ArazzoReader.Read(utf8);
        return read.Document is { } document
            ? read.Diagnostics.AddRange(DescriptionValidator.Validate(document, dialect ?? document.Version.DefaultDialect))
            : read.Diagnostics;
    }

    public static IEnumerable<string> Lines(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(one =>
        $"{one.Severity} {one.Code} {one.Location.Pointer} {one.Location.Mark} {one.Message} | {one.Hint}");
}
