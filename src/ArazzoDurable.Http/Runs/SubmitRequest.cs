using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>A request for a run, and whether to wait for it.</summary>
/// <param name="Submission">The request.</param>
/// <param name="Wait">How long to wait for its end at the most; null: not at all.</param>
sealed record SubmitRequest(RunSubmission Submission, TimeSpan? Wait)
{
    /// <summary>Whether the idempotency key came in the header and not in the body.</summary>
    public bool IsKeyInHeader { get; init; }
}
