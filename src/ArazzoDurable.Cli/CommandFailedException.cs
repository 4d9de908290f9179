namespace ArazzoDurable.Cli;

/// <summary>A command cannot go on for a reason that its user can mend. The message says what was found, what was expected and what to do.</summary>
/// <param name="message">The message.</param>
/// <param name="exitCode">The exit code.</param>
sealed class CommandFailedException(string message, int exitCode = ExitCodes.Unusable) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
