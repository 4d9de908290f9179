using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>What a step does.</summary>
public abstract record StepWork
{
    /// <summary>Calls an operation.</summary>
    /// <param name="Operation">The operation.</param>
    /// <param name="Body">The body it sends; null when none.</param>
    public sealed record Call(Operation Operation, BodyPlan? Body) : StepWork;

    /// <summary>Runs a workflow of this description or of another.</summary>
    /// <param name="WorkflowId">The workflow, by its id in the flow.</param>
    public sealed record RunWorkflow(string WorkflowId) : StepWork;

    /// <summary>Cannot be done; the step fails with this.</summary>
    /// <param name="Code">Why, as a code.</param>
    /// <param name="Message">Why.</param>
    public sealed record Impossible(string Code, string Message) : StepWork
    {
        /// <summary>The source that was not found, by its path in the flow; null when that is not why.</summary>
        public string? Source { get; init; }
    }
}
