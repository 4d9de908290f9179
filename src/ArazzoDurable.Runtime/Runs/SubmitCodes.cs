namespace ArazzoDurable.Runtime.Runs;

/// <summary>The codes of a refused submit.</summary>
public static class SubmitCodes
{
    /// <summary>The flow has an error, so it cannot run.</summary>
    public const string FlowHasErrors = "flow-has-errors";

    /// <summary>The inputs do not fit the workflow's schema.</summary>
    public const string InvalidInputs = "invalid-inputs";

    /// <summary>To hold the inputs of all items against the workflow's schema takes more than <see cref="ItemsCheck.MaxApplications"/>.</summary>
    public const string InputsTooCostly = "inputs-too-costly";

    /// <summary>The idempotency key has another form than it may have.</summary>
    public const string InvalidIdempotencyKey = "invalid-idempotency-key";

    /// <summary>Another request came with this idempotency key before.</summary>
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    /// <summary>The overrides of steps are larger than is kept with a run.</summary>
    public const string OverridesTooLarge = "overrides-too-large";

    /// <summary>An override names what is not there, or makes of a step what cannot run.</summary>
    public const string InvalidOverride = "invalid-override";

    /// <summary>The flow has no such workflow, or several and none was named.</summary>
    public const string UnknownWorkflow = "unknown-workflow";

    /// <summary>More items were sent than <see cref="RunSubmission.MostItems"/>.</summary>
    public const string TooManyItems = "too-many-items";
}
