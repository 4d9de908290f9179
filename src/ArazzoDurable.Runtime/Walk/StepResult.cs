using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What a visit's attempt came to.</summary>
/// <param name="Succeeded">Whether the step's success criteria held.</param>
/// <param name="StatusCode">The status of the response; null when there was none.</param>
/// <param name="RetryAfter">How long the response asked to wait; null when it did not.</param>
/// <param name="Problem">Why there was no response, or why it was no success; null when the step succeeded.</param>
/// <param name="MayResend">Whether the call got no response for a reason that may pass.</param>
/// <param name="EndsWalk">Whether the time is up of the whole workflow, so that no action follows.</param>
public sealed record StepResult(
    bool Succeeded,
    int? StatusCode = null,
    TimeSpan? RetryAfter = null,
    StepProblem? Problem = null,
    bool MayResend = false,
    bool EndsWalk = false)
{
    /// <summary>What the gate said. Unless it is <see cref="RunControl.Run"/>, nothing was sent, and this is no attempt.</summary>
    public RunControl Gate { get; init; }

    /// <summary>The result when the gate is closed.</summary>
    public static StepResult Kept(RunControl control) => new(false) { Gate = control };
}
