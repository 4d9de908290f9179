namespace ArazzoDurable.Runtime.Plans;

/// <summary>A step that another one is not to be made before (Arazzo 1.1.0, Step Object, <c>dependsOn</c>).</summary>
/// <param name="Text">The dependency as it is written.</param>
/// <param name="WorkflowId">The workflow of that step; null when it is the same as the dependent step's.</param>
/// <param name="StepId">The step.</param>
public sealed record StepDependency(string Text, string? WorkflowId, string StepId)
{
    const string Workflows = "$workflows.";
    const string Steps = ".steps.";

    /// <summary>What the step is called among those of all workflows.</summary>
    /// <param name="workflowId">Its workflow.</param>
    /// <param name="stepId">Its id.</param>
    public static string Key(string workflowId, string stepId) => $"{workflowId}/{stepId}";

    /// <summary>Reads a dependency of a step of <paramref name="workflowId"/>.</summary>
    public static StepDependency Read(string text, string workflowId)
    {
        var at = text.StartsWith('$') ? text.LastIndexOf(Steps, StringComparison.Ordinal) : -1;
        if (at < 0)
            return new StepDependency(text, null, text);
        // A workflow of another document goes by the reference that a step would run it with.
        var workflow = text.StartsWith(Workflows, StringComparison.Ordinal) ? text[Workflows.Length..at] : text[..at];
        return new StepDependency(text, workflow == workflowId ? null : workflow, text[(at + Steps.Length)..]);
    }
}
