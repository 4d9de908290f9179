using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli.Reports;

/// <summary>Writes diagnostics for a person: <c>file:line:column: error code: message</c>, and the hint below.</summary>
/// <param name="output">Where to.</param>
/// <param name="file">The file that they are about.</param>
sealed class DiagnosticReport(TextWriter output, string file)
{
    /// <summary>How many are written; of more, only the number is told.</summary>
    public const int MaxWritten = 50;

    /// <summary>Writes them. What is said of several places in the same words is written once, with the number of the other places.</summary>
    public void Write(IEnumerable<Diagnostic> diagnostics)
    {
        var groups = diagnostics.GroupBy(one => (one.Code, one.Severity, one.Message, one.Hint, one.Source)).ToList();
        foreach (var group in groups.Take(MaxWritten))
            Write(group.First(), group.Select(one => one.Location).Distinct().Count() - 1);
        if (groups.Count > MaxWritten)
            output.WriteLine($"{file}: and {groups.Count - MaxWritten} more; 'arazzo validate' tells them all.");
    }

    void Write(Diagnostic diagnostic, int others)
    {
        var more = others switch { 0 => "", 1 => " (and in one more place)", _ => $" (and in {others} more places)" };
        // The place in a source is one of its text, which the file name alone does not tell.
        foreach (var line in DiagnosticLine.Of(diagnostic.Source is { } source ? $"source {source}" : file, diagnostic, more))
            output.WriteLine(line);
    }
}
