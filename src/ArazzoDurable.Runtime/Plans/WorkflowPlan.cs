using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>A workflow made ready to walk.</summary>
public sealed record WorkflowPlan
{
    /// <summary>The workflow as it is written.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>The description that it stands in.</summary>
    public required DescriptionPlan Description { get; init; }

    /// <summary>Its id in the flow: that which its description gives it, after <c>path#</c> in a description that stands at a path, as in <c>lib/inner#login</c>.</summary>
    public string WorkflowId => Description.IdOf(Workflow.WorkflowId);

    /// <summary>An error for each workflow that it names in a source that was not found.</summary>
    public ImmutableArray<Diagnostic> Unavailable { get; init; } = [];

    /// <summary>The schema of its inputs; null when it takes any.</summary>
    public JsonSchema? Inputs { get; init; }

    /// <summary>The workflows that run before it, by their ids in the flow.</summary>
    public required ImmutableArray<string> DependsOn { get; init; }

    /// <summary>The names that its expressions can use.</summary>
    public required IDeclarations Declarations { get; init; }

    /// <summary>Its steps in the order of the walk: that of the list, but each after those that it depends on.</summary>
    public required ImmutableArray<StepPlan> Steps { get; init; }

    /// <summary>Its outputs.</summary>
    public required ImmutableArray<OutputPlan> Outputs { get; init; }

    /// <summary>Whether another workflow runs before it or is its first step.</summary>
    public bool BeginsWithWorkflow => !DependsOn.IsEmpty || Steps is [{ Work: StepWork.RunWorkflow }, ..];

    /// <summary>The workflows that it may enter: those it depends on, and those that its steps and their actions name; by their ids in the flow.</summary>
    public IEnumerable<string> Enters => DependsOn
        .Concat(Steps.Select(step => step.Work).OfType<StepWork.RunWorkflow>().Select(work => work.WorkflowId))
        .Concat(Steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure)).Select(action => action.WorkflowId).OfType<string>());

    /// <summary>The step with this id; null when there is none.</summary>
    public StepPlan? Step(string stepId) =>
        Steps.FirstOrDefault(step => string.Equals(step.StepId, stepId, StringComparison.Ordinal));
}
