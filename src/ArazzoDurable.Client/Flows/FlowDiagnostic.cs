using System.Globalization;

namespace ArazzoDurable.Client.Flows;

/// <summary>What is to be said about a flow.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Code">What it is, as a code.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Hint">What to do; null when the message says it all.</param>
/// <param name="Source">The source in whose document it is; null for the description.</param>
/// <param name="Pointer">Where it is in that document: a JSON Pointer.</param>
/// <param name="Line">The line in the text that was sent, from 1; null when it is not known.</param>
/// <param name="Column">The column in UTF-16 code units, from 1; null when it is not known.</param>
public sealed record FlowDiagnostic(
    string Severity, string Code, string Message, string? Hint = null, string? Source = null, string Pointer = "", int? Line = null, int? Column = null)
{
    /// <summary>Place, severity, code and message, as compilers write them, and the hint.</summary>
    public override string ToString()
    {
        var place = Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{line}:{Column ?? 1}") : Pointer;
        return $"{Source ?? "arazzo"}:{place}: {Severity} {Code}: {Message}{(Hint is null ? "" : $" {Hint}")}";
    }
}
