using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Graphs;

/// <summary>
/// The ways through the workflows of a description, as its text gives them: steps, branches, loops, retries, ends and calls of workflows.
/// That a failure which no action handles ends the workflow goes without saying and is not part of it. The same description gives the
/// same graph.
/// </summary>
/// <param name="Groups">The workflows in the order of the description; those of other descriptions follow.</param>
/// <param name="Others">The workflows that are named but not drawn.</param>
/// <param name="Edges">The ways, in the order of the workflows, their steps and their actions.</param>
public sealed record WorkflowGraph(ImmutableArray<GraphGroup> Groups, ImmutableArray<GraphNode> Others, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>Draws a description.</summary>
    /// <param name="document">The description.</param>
    /// <param name="workflowId">The only workflow to draw; null: all of them. One that does not exist gives an empty graph.</param>
    public static WorkflowGraph Of(ArazzoDocument document, string? workflowId = null) => GraphBuilder.Build(
        [.. document.Workflows
            .Where(workflow => workflowId is null || string.Equals(workflow.WorkflowId, workflowId, StringComparison.Ordinal))
            .Select(workflow => new DrawnWorkflow(workflow.WorkflowId, workflow, ImmutableDictionary<string, string>.Empty))]);

    /// <summary>Draws the workflows of a flow's root, and those of its other descriptions that they lead to.</summary>
    /// <param name="plan">The flow.</param>
    /// <param name="workflowId">The only workflow to draw; null: all of them.</param>
    public static WorkflowGraph Of(FlowPlan plan, string? workflowId = null)
    {
        var reached = plan.Workflows.SelectMany(plan.Reach).Select(workflow => workflow.WorkflowId).ToHashSet(StringComparer.Ordinal);
        return GraphBuilder.Build(
        [
            .. plan.AllWorkflows
                .Where(workflow => workflowId is null ? reached.Contains(workflow.WorkflowId) : workflow.WorkflowId == workflowId)
                .Select(workflow => new DrawnWorkflow(workflow.WorkflowId, workflow.Workflow, workflow.Description.Targets)),
        ]);
    }

    /// <summary>Draws a flow as a Mermaid flowchart.</summary>
    /// <inheritdoc cref="Of(FlowPlan, string?)"/>
    public static string ToMermaid(FlowPlan plan, string? workflowId = null) => MermaidText.Of(Of(plan, workflowId));

    /// <summary>Draws a description as a Mermaid flowchart.</summary>
    /// <param name="document">The description.</param>
    /// <param name="workflowId">The only workflow to draw; null: all of them.</param>
    /// <returns>The text of the flowchart; its lines end with a line feed. Nothing that a description can hold gets out of its label.</returns>
    public static string ToMermaid(ArazzoDocument document, string? workflowId = null) => MermaidText.Of(Of(document, workflowId));
}
