namespace ArazzoDurable.Runtime.Graphs;

/// <summary>What a node of a <see cref="WorkflowGraph"/> stands for.</summary>
public enum GraphNodeKind
{
    /// <summary>The beginning of a workflow.</summary>
    Start,

    /// <summary>A step that calls an operation or a channel.</summary>
    Step,

    /// <summary>A step that runs a workflow.</summary>
    WorkflowStep,

    /// <summary>The end of a workflow that succeeded.</summary>
    Success,

    /// <summary>The end of a workflow that failed.</summary>
    Failure,

    /// <summary>A workflow that is named but not drawn.</summary>
    OtherWorkflow,
}
