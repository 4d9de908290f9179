namespace ArazzoDurable.Runtime.Plans;

/// <summary>A workflow as another description names it.</summary>
/// <param name="Source">The name of the source description.</param>
/// <param name="WorkflowId">The workflow's id in that source.</param>
public readonly record struct SourceWorkflow(string Source, string WorkflowId);
