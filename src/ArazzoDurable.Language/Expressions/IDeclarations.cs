namespace ArazzoDurable.Language.Expressions;

/// <summary>The names that a description declares, as far as expressions of one workflow can use them.</summary>
public interface IDeclarations
{
    /// <summary>Whether the workflow declares an input of this name.</summary>
    bool HasInput(string name);

    /// <summary>Whether the workflow has this step, and the step this output.</summary>
    bool HasStepOutput(string stepId, string name);

    /// <summary>Whether the description has this workflow, and the workflow this input.</summary>
    bool HasWorkflowInput(string workflowId, string name);

    /// <summary>Whether the description has this workflow, and the workflow this output.</summary>
    bool HasWorkflowOutput(string workflowId, string name);
}
