namespace ArazzoDurable.Language.Diagnostics;

/// <summary>
/// What is to be said about a document: a user's mistake, or a reading that its author should know of. A value, never an exception.
/// </summary>
/// <param name="Code">A stable code of lower-case words joined by hyphens, such as <c>duplicate-key</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Location">Where it stands in the document.</param>
/// <param name="Message">What was found and what was expected, in one sentence.</param>
/// <param name="Hint">What to do, or the standard spelling; null when the message says it all.</param>
public sealed record Diagnostic(string Code, Severity Severity, Location Location, string Message, string? Hint = null)
{
    /// <summary>The name of the source description in whose document it stands; null when it stands in the description itself.</summary>
    public string? Source { get; init; }

    /// <summary>Makes an error.</summary>
    public static Diagnostic Error(string code, Location location, string message, string? hint = null) =>
        new(code, Severity.Error, location, message, hint);

    /// <summary>Makes a warning.</summary>
    public static Diagnostic Warning(string code, Location location, string message, string? hint = null) =>
        new(code, Severity.Warning, location, message, hint);
}
