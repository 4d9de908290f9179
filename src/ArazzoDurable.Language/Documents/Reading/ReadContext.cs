using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>What reading one description needs everywhere.</summary>
/// <param name="Is11">Whether the description is read by the rules of 1.1.</param>
/// <param name="Diagnostics">Where to say what is to be said.</param>
sealed record ReadContext(bool Is11, List<Diagnostic> Diagnostics)
{
    /// <summary>What Reusable Objects refer to.</summary>
    public Components Components { get; init; } = Components.None;

    public void Error(string code, Location location, string message, string? hint = null) =>
        Diagnostics.Add(Diagnostic.Error(code, location, message, hint));

    public void Warn(string code, Location location, string message, string? hint = null) =>
        Diagnostics.Add(Diagnostic.Warning(code, location, message, hint));

    public void WrongType(Location location, string subject, string expected, string found, string? hint = null) =>
        Error(DiagnosticCodes.WrongType, location, $"{subject} must be {expected}, but it is {found}.", hint);
}
