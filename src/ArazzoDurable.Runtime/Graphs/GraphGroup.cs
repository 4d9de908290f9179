using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Graphs;

/// <summary>The nodes of a workflow in a <see cref="WorkflowGraph"/>.</summary>
/// <param name="Id">Its id in the graph.</param>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Nodes">Its start, its steps in their order, and its ends as far as something leads there.</param>
public sealed record GraphGroup(string Id, string WorkflowId, ImmutableArray<GraphNode> Nodes);
