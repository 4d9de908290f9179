namespace ArazzoDurable.Language.Expressions;

/// <summary>The names that a description declares, as far as expressions of one workflow can use them.</summary>
public interface IDeclarations
{
    /// <summary>Whether the description follows Arazzo 1.1, so that an object can be a Selector Object.</summary>
    bool HasSelectors { get; }

    /// <summary>Whether the workflow declares an input of this name.</summary>
    bool HasInput(string name);

    /// <summary>Whether the workflow has this step, and the step this output.</summary>
    bool HasStepOutput(string stepId, string name);

    /// <summary>Whether the description has this workflow, and the workflow this input.</summary>
    bool HasWorkflowInput(string workflowId, string name);

    /// <summary>Whether the description has this workflow, and the workflow this output.</summary>
    bool HasWorkflowOutput(string workflowId, string name);

    /// <summary>The value of <c>components.parameters.name</c>; null when there is none. In one no other can be used.</summary>
    ValueTemplate? ComponentParameter(string name);
}
