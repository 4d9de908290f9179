namespace ArazzoDurable.Runtime.Walk;

/// <summary>The step activity gave way: a bug, or infrastructure. Says no more than what kind of exception it was, so that no secret gets into a history.</summary>
/// <param name="cause">The full name of the exception's type.</param>
public sealed class StepFaultedException(string cause) : Exception(cause);
