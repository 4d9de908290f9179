namespace ArazzoDurable.Runtime.Runs;

/// <summary>The codes of <see cref="ItemError"/>.</summary>
public static class ItemErrorCodes
{
    /// <summary>The run was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>A step was come to before a step that it depends on.</summary>
    public const string DependencyNotMet = "dependency-not-met";

    /// <summary>The document ended the workflow with an <c>end</c> among its failure actions.</summary>
    public const string EndedByAction = "ended-by-action";

    /// <summary>Something in the runner or its storage gave way.</summary>
    public const string InternalError = "internal-error";

    /// <summary>A loop went on longer than its deadline.</summary>
    public const string LoopDeadlineExceeded = "loop-deadline-exceeded";

    /// <summary>A step that is to be delivered at most once was interrupted, and may or may not have been carried out.</summary>
    public const string OutcomeUnknown = "outcome-unknown";

    /// <summary>A retry was used up and there was nothing to go on with.</summary>
    public const string RetriesExhausted = "retries-exhausted";

    /// <summary>A step failed and no failure action applied.</summary>
    public const string StepFailed = "step-failed";

    /// <summary>An attempt of a step took longer than its <c>timeout</c>.</summary>
    public const string StepTimedOut = "step-timed-out";

    /// <summary>The instance that walked was terminated from outside.</summary>
    public const string Terminated = "terminated";

    /// <summary>The item visited more steps than it may.</summary>
    public const string VisitBudgetExceeded = "visit-budget-exceeded";

    /// <summary>Workflows called workflows more deeply than they may.</summary>
    public const string WorkflowDepthExceeded = "workflow-depth-exceeded";
}
