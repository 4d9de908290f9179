namespace ArazzoDurable.Cli.Validate;

/// <summary>Findings as lines.</summary>
static class TextReport
{
    /// <summary>Writes what was found in the documents.</summary>
    public static async Task WriteAsync(TextWriter output, IReadOnlyList<CheckedDocument> documents)
    {
        foreach (var document in documents)
        {
            foreach (var diagnostic in document.Diagnostics)
                await DiagnosticLine.WriteAsync(output, document.FileOf(diagnostic), diagnostic);
        }
    }
}
