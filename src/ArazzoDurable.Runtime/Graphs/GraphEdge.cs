namespace ArazzoDurable.Runtime.Graphs;

/// <summary>An edge of a <see cref="WorkflowGraph"/>.</summary>
/// <param name="From">The id of the node that it leaves.</param>
/// <param name="To">The id of the node that it leads to.</param>
/// <param name="Kind">When it is taken.</param>
/// <param name="Label">The name of the action; null for the way to the next step.</param>
public sealed record GraphEdge(string From, string To, GraphEdgeKind Kind, string? Label = null);
