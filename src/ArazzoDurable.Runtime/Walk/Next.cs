using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Where the walk goes after a step.</summary>
public abstract record Next
{
    /// <summary>On to the next step in order; past the last one the workflow has succeeded.</summary>
    public sealed record Proceed : Next;

    /// <summary>To a step of the same workflow.</summary>
    /// <param name="StepId">The step.</param>
    public sealed record GoTo(string StepId) : Next;

    /// <summary>To another workflow, for good.</summary>
    /// <param name="Action">The action that says so.</param>
    public sealed record GoToWorkflow(ActionPlan Action) : Next;

    /// <summary>To the same visit again, as an action asks.</summary>
    /// <param name="Action">The action.</param>
    /// <param name="Delay">How long to wait first.</param>
    public sealed record Retry(ActionPlan Action, TimeSpan Delay) : Next;

    /// <summary>To the same attempt again, because no response came.</summary>
    /// <param name="Delay">How long to wait first.</param>
    public sealed record Resend(TimeSpan Delay) : Next;

    /// <summary>Nowhere: the workflow ends.</summary>
    /// <param name="Outcome">How.</param>
    /// <param name="Error">Why it failed; null when it did not.</param>
    /// <param name="Deadline">The deadline at which it is given up; null when it is not.</param>
    public sealed record End(ItemOutcome Outcome, ItemError? Error = null, DateTimeOffset? Deadline = null) : Next;
}
