using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A workflow as the simulator reads it.</summary>
/// <param name="Description">The description that it is one of.</param>
/// <param name="Workflow">The workflow.</param>
/// <param name="DependsOn">The workflows that run before it, by their ids among those of all descriptions.</param>
/// <param name="Steps">Its steps in the order in which they are walked.</param>
sealed record PlayedWorkflow(Description Description, Workflow Workflow, ImmutableArray<string> DependsOn, ImmutableArray<PlayedStep> Steps)
{
    /// <summary>What it is called among the workflows of all descriptions.</summary>
    internal string Id { get; } = Description.IdOf(Workflow.WorkflowId);

    /// <summary>Whether an action of it leads to a step, so that its steps are never walked at the same time.</summary>
    internal bool Jumps { get; } = Steps.Any(step => step.OnSuccess.Concat(step.OnFailure).Any(action => action.Action.StepId is not null));
}
