namespace ArazzoDurable.Embedded.Execution;

/// <summary>
/// A replay asks for other actions than the history holds: the orchestration's code changed under a running instance, or it read something
/// that its context did not give. The instance fails with this as its error type.
/// </summary>
/// <param name="message">The instance, the position, what was expected and what was found.</param>
public sealed class NonDeterminismException(string message) : Exception(message);
