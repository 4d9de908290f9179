namespace ArazzoDurable.Runtime.Plans;

/// <summary>The codes of what is said while a flow is made ready to walk.</summary>
public static class PlanCodes
{
    /// <summary>The <c>x-delivery</c> of a step is none that is known.</summary>
    public const string InvalidDelivery = "invalid-delivery";

    /// <summary>The <c>inputs</c> of a workflow are no JSON Schema.</summary>
    public const string InvalidInputSchema = "invalid-input-schema";

    /// <summary>The <c>x-polling</c> of a step is none.</summary>
    public const string InvalidPolling = "invalid-polling";

    /// <summary>Steps depend on one another in a circle.</summary>
    public const string StepDependencyCycle = "step-dependency-cycle";

    /// <summary>A source was not found.</summary>
    public const string UnavailableSource = "unavailable-source";

    /// <summary>A step works with an AsyncAPI channel.</summary>
    public const string UnsupportedChannel = "unsupported-channel";

    /// <summary>A replacement's target is no JSON Pointer.</summary>
    public const string UnsupportedReplacement = "unsupported-replacement";

    /// <summary>A workflow of another description.</summary>
    public const string UnsupportedWorkflow = "unsupported-workflow";
}
