using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Flows;

/// <summary>What is to be said about a flow.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Code">What it is, as a code.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Hint">What to do; absent when the message says it all.</param>
/// <param name="Source">The source in whose document it is; absent for the description.</param>
/// <param name="Pointer">Where it is in that document: a JSON Pointer.</param>
/// <param name="Line">The line in the text that was sent, from 1; absent when it is not known.</param>
/// <param name="Column">The column in UTF-16 code units, from 1; absent when it is not known.</param>
sealed record DiagnosticAnswer(string Severity, string Code, string Message, string? Hint, string? Source, string Pointer, int? Line, int? Column)
{
    public static DiagnosticAnswer Of(Diagnostic diagnostic)
    {
        var (line, column) = diagnostic.Location.Mark;
        return new DiagnosticAnswer(
            diagnostic.Severity switch
            {
                Language.Diagnostics.Severity.Error => "error",
                Language.Diagnostics.Severity.Warning => "warning",
                _ => throw new ArgumentOutOfRangeException(nameof(diagnostic)),
            },
            diagnostic.Code,
            diagnostic.Message,
            diagnostic.Hint,
            diagnostic.Source,
            diagnostic.Location.Pointer.ToString(),
            line > 0 ? line : null,
            column > 0 ? column : null);
    }
}
