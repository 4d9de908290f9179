namespace ArazzoDurable.Runtime.Runs;

/// <summary>
/// The result of an item that has ended, as the run's record was read, is not in the store. Either the run was deleted or walked again since
/// then, or the store has lost it.
/// </summary>
/// <param name="message">Which one.</param>
public sealed class ResultMissingException(string message) : Exception(message);
