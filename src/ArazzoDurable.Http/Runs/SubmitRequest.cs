using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>A request for a run, and whether to wait for it.</summary>
/// <param name="Submission">The request.</param>
/// <param name="Wait">Whether to answer only when the run has ended.</param>
/// <param name="Timeout">How long to wait at the most.</param>
sealed record SubmitRequest(RunSubmission Submission, bool Wait, TimeSpan Timeout);
