namespace ArazzoDurable.Language.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum Severity
{
    /// <summary>The document cannot be run as it stands.</summary>
    Error,

    /// <summary>It runs, but perhaps not as its author expects.</summary>
    Warning,
}
