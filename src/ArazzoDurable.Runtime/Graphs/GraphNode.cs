namespace ArazzoDurable.Runtime.Graphs;

/// <summary>A node of a <see cref="WorkflowGraph"/>.</summary>
/// <param name="Id">Its id in the graph, made of letters, digits and underscores only.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Label">Its first line.</param>
/// <param name="Detail">Its second line: what a step calls; null when it has none.</param>
public sealed record GraphNode(string Id, GraphNodeKind Kind, string Label, string? Detail = null);
