namespace ArazzoDurable.Runtime.Durability;

/// <summary>An activity or a child orchestration failed: a bug, or infrastructure that gave way.</summary>
/// <param name="taskName">The name of the activity or orchestration.</param>
/// <param name="errorType">The full name of the exception's type.</param>
/// <param name="message">The exception's message.</param>
public sealed class TaskFaultedException(string taskName, string errorType, string message)
    : Exception($"'{taskName}' failed with {errorType}: {message}")
{
    /// <summary>The name of the activity or orchestration.</summary>
    public string TaskName { get; } = taskName;

    /// <summary>The full name of the exception's type.</summary>
    public string ErrorType { get; } = errorType;

    /// <summary>The exception's own message.</summary>
    public string ErrorMessage { get; } = message;
}
