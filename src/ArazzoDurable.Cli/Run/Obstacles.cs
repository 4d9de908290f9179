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
        var obstacles =
            from reached in Reached(plan, workflow)
            from step in reached.Steps
            let impossible = step.Work as StepWork.Impossible
            where impossible is not null && !IsForeseen(step, impossible)
            select impossible.Code == PlanCodes.UnavailableSource && NotFound(result, impossible.Message) is { } missing
                ? missing with { Severity = Severity.Error }
                : Diagnostic.Error(impossible.Code, step.Step.Location, $"Step '{step.StepId}' cannot be done: {impossible.Message}.");
        return [.. obstacles.Distinct()];
    }

    /// <summary>Whether the description itself says what is to be done when the step fails, which a step with a channel does.</summary>
    static bool IsForeseen(StepPlan step, StepWork.Impossible impossible) => impossible.Code == PlanCodes.UnsupportedChannel && !step.OnFailure.IsEmpty;

    /// <summary>What the search for the source said, which names the places it looked in and what to do.</summary>
    static Diagnostic? NotFound(BundleResult result, string message)
    {
        var source = result.Document!.SourceDescriptions.FirstOrDefault(source => message.StartsWith($"source '{source.Name}'", StringComparison.Ordinal));
        return result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Code == SourceCodes.SourceNotFound && diagnostic.Location == source?.Url.Location);
    }

    static IEnumerable<WorkflowPlan> Reached(FlowPlan plan, WorkflowPlan workflow)
    {
        var reached = new List<WorkflowPlan> { workflow };
        for (var i = 0; i < reached.Count; i++)
        {
            var next = reached[i].Enters.Distinct(StringComparer.Ordinal).Select(plan.Workflow).OfType<WorkflowPlan>();
            reached.AddRange(next.Where(other => !reached.Contains(other)).ToList());
        }
        return reached;
    }
}
