namespace ArazzoDurable.Runtime.Operations;

/// <summary>Why a request cannot be made. The text names parameters and never holds their values, which may be secret.</summary>
/// <param name="Code">A stable code of lower-case words joined by hyphens, such as <c>missing-parameter</c>.</param>
/// <param name="Message">What is wrong, in one or two sentences.</param>
public sealed record RequestProblem(string Code, string Message) : BuiltRequest;
