namespace ArazzoDurable.Runtime.Walk;

/// <summary>Why a step did not succeed.</summary>
/// <param name="Code">A stable code of lower-case words joined by hyphens.</param>
/// <param name="Message">What happened, without secrets.</param>
public sealed record StepProblem(string Code, string Message);
