using System.Collections.Immutable;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Tells which steps have been completed: a visit of them has ended, well or not.</summary>
/// <param name="turn">The turn of the walk.</param>
sealed class StepCompletion(WalkTurn turn)
{
    /// <summary>The first step that the visited one depends on and that has not been completed; null when there is none.</summary>
    public StepDependency? Unmet => turn.Step.DependsOn.FirstOrDefault(dependency => !IsMet(dependency));

    /// <summary>The completed steps that steps of other workflows depend on, as <see cref="StepDependency.Key"/>: those known before, and those of this workflow.</summary>
    public ImmutableArray<string> Awaited =>
    [
        .. turn.State.CompletedSteps
            .Concat(turn.State.Visits.Keys.Where(IsCompleted).Select(stepId => StepDependency.Key(turn.Walker.WorkflowId, stepId)).Where(turn.Plan.AwaitedSteps.Contains))
            .Distinct(StringComparer.Ordinal),
    ];

    bool IsMet(StepDependency dependency) => dependency.WorkflowId is { } workflowId
        ? turn.State.CompletedSteps.Contains(StepDependency.Key(workflowId, dependency.StepId), StringComparer.Ordinal)
        : IsCompleted(dependency.StepId);

    bool IsCompleted(string stepId) => turn.State.Visits.GetValueOrDefault(stepId) > UnderWay(stepId);

    /// <summary>How many visits of a step have begun and not ended: the present one, and those that it is a detour of.</summary>
    int UnderWay(string stepId)
    {
        var count = 0;
        for (var position = turn.State.Position; position is not null; position = position.ReturnTo)
            count += position.StepId == stepId ? 1 : 0;
        return count;
    }
}
