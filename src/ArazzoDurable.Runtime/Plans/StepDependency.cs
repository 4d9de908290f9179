namespace ArazzoDurable.Runtime.Plans;

/// <summary>A step that another one is not to be made before (Arazzo 1.1.0, Step Object, <c>dependsOn</c>).</summary>
/// <param name="Text">The dependency as it is written.</param>
/// <param name="WorkflowId">The id in the flow of the workflow of that step; null when it is the same as the dependent step's.</param>
/// <param name="StepId">The step.</param>
public sealed record StepDependency(string Text, string? WorkflowId, string StepId)
{
    /// <summary>What the step is called among those of all workflows.</summary>
    /// <param name="workflowId">Its workflow.</param>
    /// <param name="stepId">Its id.</param>
    public static string Key(string workflowId, string stepId) => $"{workflowId}/{stepId}";
}
