using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The codes of what is said while a flow is made ready to walk.</summary>
public static class PlanCodes
{
    /// <summary>A step sends a body by a method for which HTTP does not say what it means.</summary>
    public const string BodyWithoutMeaning = "body-without-meaning";

    /// <summary>The <c>x-delivery</c> of a step is none that is known.</summary>
    public const string InvalidDelivery = "invalid-delivery";

    /// <summary>The <c>inputs</c> of a workflow are no JSON Schema.</summary>
    public const string InvalidInputSchema = "invalid-input-schema";

    /// <summary>The <c>x-polling</c> of a step is none.</summary>
    public const string InvalidPolling = "invalid-polling";

    /// <summary>The target of a payload replacement cannot be read or is nowhere in the payload, or its value cannot stand there.</summary>
    public const string InvalidReplacement = "invalid-replacement";

    /// <summary>A variable of the operation's path has no parameter.</summary>
    public const string MissingParameter = RequestCodes.MissingParameter;

    /// <summary>A source is described as another kind of document than it is.</summary>
    public const string SourceType = "source-type";

    /// <summary>Steps depend on one another in a circle.</summary>
    public const string StepDependencyCycle = "step-dependency-cycle";

    /// <summary>A source was not found.</summary>
    public const string UnavailableSource = "unavailable-source";

    /// <summary>A parameter goes into the path, which has no such variable.</summary>
    public const string UnknownPathParameter = "unknown-path-parameter";

    /// <summary>A step works with an AsyncAPI channel.</summary>
    public const string UnsupportedChannel = "unsupported-channel";

    /// <summary>A workflow of another description is named by its id alone. Warning in the lenient dialect when one source has it; else an error.</summary>
    public const string UnqualifiedWorkflow = "unqualified-workflow";
}
