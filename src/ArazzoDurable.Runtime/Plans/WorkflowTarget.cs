using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>What a reference to a workflow leads to.</summary>
abstract record WorkflowTarget
{
    /// <summary>The workflow is there.</summary>
    /// <param name="WorkflowId">Its id in the flow.</param>
    /// <param name="Warning">What had to be read leniently; null when nothing had.</param>
    public sealed record Found(string WorkflowId, Diagnostic? Warning = null) : WorkflowTarget;

    /// <summary>There is no such workflow.</summary>
    /// <param name="Error">What is wrong; null when validation says it.</param>
    public sealed record Missing(Diagnostic? Error) : WorkflowTarget;

    /// <summary>The description that would have it was not found.</summary>
    /// <param name="Source">The source, by its path in the flow.</param>
    public sealed record Unavailable(string Source) : WorkflowTarget;
}
