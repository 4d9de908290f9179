using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>One of the descriptions of a flow, and how it names what is in the others.</summary>
public sealed record DescriptionPlan
{
    /// <summary>Where it stands in the flow: the names of the sources that lead to it, such as <c>lib/inner</c>; empty for the root.</summary>
    public required string Path { get; init; }

    /// <summary>The description.</summary>
    public required ArazzoDocument Document { get; init; }

    /// <summary>How it is read.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Where the descriptions among its sources stand in the flow, by the names that it gives them.</summary>
    public required ImmutableDictionary<string, string> Descriptions { get; init; }

    /// <summary>The ids in the flow of the workflows that it names, by the references as they are written.</summary>
    public ImmutableDictionary<string, string> Targets { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The id in the flow of a workflow of the description at <paramref name="path"/>.</summary>
    public static string IdOf(string path, string workflowId) => path.Length == 0 ? workflowId : $"{path}#{workflowId}";

    /// <summary>The id in the flow of a workflow of this description.</summary>
    public string IdOf(string workflowId) => IdOf(Path, workflowId);

    /// <summary>The id in the flow of a workflow of one of its sources; null when that source is no description of the flow.</summary>
    public string? IdOf(SourceWorkflow workflow) => Descriptions.TryGetValue(workflow.Source, out var path) ? IdOf(path, workflow.WorkflowId) : null;

    /// <summary>The id in the flow of the workflow whose outputs an expression of this description reads; null when it reads none.</summary>
    public string? WorkflowRead(RuntimeExpression reference) => reference switch
    {
        RuntimeExpression.WorkflowOutputs output => IdOf(output.WorkflowId),
        RuntimeExpression.SourceWorkflowOutputs output => IdOf(new SourceWorkflow(output.Source, output.WorkflowId)),
        _ => null,
    };
}
