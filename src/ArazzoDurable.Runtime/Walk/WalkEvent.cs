using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Something that happened in a walk.</summary>
/// <param name="Walker">Who walks.</param>
public abstract record WalkEvent(Walker Walker)
{
    /// <summary>A call is about to be sent.</summary>
    /// <param name="Walker">Who walks.</param>
    /// <param name="StepId">The step.</param>
    /// <param name="Visit">Which visit of the step, from 1.</param>
    /// <param name="Attempt">Which attempt of the visit, from 1.</param>
    /// <param name="Method">The method of the call.</param>
    /// <param name="Path">The path template of the operation.</param>
    public sealed record Sending(Walker Walker, string StepId, int Visit, int Attempt, string Method, string Path) : WalkEvent(Walker);

    /// <summary>An attempt is over.</summary>
    /// <param name="Walker">Who walks.</param>
    /// <param name="StepId">The step.</param>
    /// <param name="Visit">Which visit of the step, from 1.</param>
    /// <param name="Attempt">Which attempt of the visit, from 1.</param>
    /// <param name="Result">What it came to.</param>
    /// <param name="Duration">How long it took.</param>
    public sealed record Attempted(Walker Walker, string StepId, int Visit, int Attempt, StepResult Result, TimeSpan Duration) : WalkEvent(Walker);

    /// <summary>The walk waits before it goes on.</summary>
    /// <param name="Walker">Who walks.</param>
    /// <param name="StepId">The step that comes next.</param>
    /// <param name="Delay">How long.</param>
    public sealed record Waiting(Walker Walker, string StepId, TimeSpan Delay) : WalkEvent(Walker);

    /// <summary>A criterion could not be evaluated, and so did not hold.</summary>
    /// <param name="Walker">Who walks.</param>
    /// <param name="StepId">The step.</param>
    /// <param name="Report">Why.</param>
    public sealed record Reported(Walker Walker, string StepId, string Report) : WalkEvent(Walker);

    /// <summary>The runner gave way. The exception may quote secrets: it is for the operator's own eyes, and for no store.</summary>
    /// <param name="Walker">Who walks.</param>
    /// <param name="Exception">What happened.</param>
    public sealed record Faulted(Walker Walker, Exception Exception) : WalkEvent(Walker);

    /// <summary>A workflow is over.</summary>
    /// <param name="Walker">Who walked.</param>
    /// <param name="Outcome">How it ended.</param>
    public sealed record Ended(Walker Walker, ItemOutcome Outcome) : WalkEvent(Walker);
}
