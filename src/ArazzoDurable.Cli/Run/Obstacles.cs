using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Cli.Run;

/// <summary>Finds what would stop a run half-way although the document is right: sources that were not found, and steps that are not supported.</summary>
static class Obstacles
{
    /// <summary>An error for each obstacle in the workflow and those it leads to.</summary>
    public static ImmutableArray<Diagnostic> Of(FlowPlan plan, WorkflowPlan workflow, BundleResult result)
    {
        var reach = plan.Reach(workflow).ToList();
        var obstacles =
            from reached in reach
            from step in reached.Steps
            let impossible = step.Work as StepWork.Impossible
            where impossible is not null && !IsForeseen(step, impossible)
            select NotFound(result, impossible.Source)
                ?? In(reached, Diagnostic.Error(impossible.Code, step.Step.Location, $"Step '{step.StepId}' cannot be done: {impossible.Message}."));
        var unavailable = reach.SelectMany(reached => reached.Unavailable, In);
        return [.. obstacles.Concat(unavailable).Distinct()];
    }

    /// <summary>Whether the description itself says what is to be done when the step fails, which a step with a channel does.</summary>
    static bool IsForeseen(StepPlan step, StepWork.Impossible impossible) => impossible.Code == PlanCodes.UnsupportedChannel && !step.OnFailure.IsEmpty;

    static Diagnostic In(WorkflowPlan workflow, Diagnostic diagnostic) =>
        workflow.Description.Path is { Length: > 0 } path ? diagnostic with { Source = path } : diagnostic;

    /// <summary>What the search for the source said, which names the places it looked in and what to do.</summary>
    static Diagnostic? NotFound(BundleResult result, string? source) => source is null ? null : result.Diagnostics
        .Where(diagnostic => diagnostic.Code == SourceCodes.SourceNotFound && diagnostic.Message.StartsWith($"The document of source '{source}'", StringComparison.Ordinal))
        .Select(diagnostic => diagnostic with { Severity = Severity.Error })
        .FirstOrDefault();
}
