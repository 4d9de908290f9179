using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>What is to be completed before a workflow or a step is there, and can be.</summary>
static partial class DependencyRules
{
    public static void CheckWorkflow(Scope scope, Workflow workflow)
    {
        CheckUnique(scope, workflow.DependsOn);
        foreach (var dependency in workflow.DependsOn)
            References.CheckWorkflow(scope, dependency.Value, dependency.Location);
    }

    public static void CheckStep(Scope scope, Workflow workflow, int position)
    {
        CheckUnique(scope, workflow.Steps[position].DependsOn);
        foreach (var dependency in workflow.Steps[position].DependsOn)
        {
            if (!dependency.Value.StartsWith('$'))
                References.CheckStep(scope, workflow, dependency.Value, dependency.Location);
            else if (StepOfWorkflow().Match(dependency.Value) is { Success: true } match)
                CheckStepOfWorkflow(scope, match.Groups["workflow"].Value, match.Groups["step"].Value, dependency.Location);
            else if (StepOfSource().IsMatch(dependency.Value))
                References.CheckSource(scope, dependency.Value, dependency.Location, "<workflowId>.steps.<stepId>");
            else
                ReportShape(scope, dependency);
        }
    }

    /// <summary>Reports each dependency that closes a circle of workflows of this description.</summary>
    public static void CheckCycles(Scope scope)
    {
        var isDone = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var start in scope.Document.Workflows)
            Follow(scope, start, isDone);
    }

    // By hand and not by recursion: a hostile description may have a chain of a hundred thousand workflows.
    static void Follow(Scope scope, Workflow start, Dictionary<string, bool> isDone)
    {
        if (!isDone.TryAdd(start.WorkflowId, false))
            return;
        var path = new Stack<(Workflow Workflow, int Next)>([(start, 0)]);
        while (path.TryPop(out var top))
        {
            if (top.Next == top.Workflow.DependsOn.Length)
            {
                isDone[top.Workflow.WorkflowId] = true;
                continue;
            }
            path.Push((top.Workflow, top.Next + 1));
            var dependency = top.Workflow.DependsOn[top.Next];
            if (!scope.Workflows.TryGetValue(dependency.Value, out var next))
                continue;
            if (isDone.TryAdd(next.WorkflowId, false))
                path.Push((next, 0));
            else if (!isDone[next.WorkflowId])
                ReportCycle(scope, top.Workflow, dependency);
        }
    }

    static void ReportCycle(Scope scope, Workflow workflow, Text dependency) => scope.Warn(
        DiagnosticCodes.DependencyCycle,
        dependency.Location,
        $"'{workflow.WorkflowId}' depends on '{dependency.Value}', which in turn depends on it; none of them can be the first to run.");

    static void CheckStepOfWorkflow(Scope scope, string workflowId, string stepId, Location location)
    {
        if (scope.Workflows.TryGetValue(workflowId, out var workflow))
            References.CheckStep(scope, workflow, stepId, location);
        else
            References.ReportWorkflow(scope, workflowId, location);
    }

    static void CheckUnique(Scope scope, ImmutableArray<Text> dependencies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dependency in dependencies.Where(dependency => !seen.Add(dependency.Value)))
            scope.Error(DiagnosticCodes.DuplicateEntry, dependency.Location, $"'dependsOn' must have each entry once, but '{dependency.Value}' is there twice.", "Remove one of them.");
    }

    static void ReportShape(Scope scope, Text dependency) => scope.Error(
        DiagnosticCodes.InvalidValue,
        dependency.Location,
        $"A dependency must be a stepId, '$workflows.<workflowId>.steps.<stepId>' or '$sourceDescriptions.<name>.<workflowId>.steps.<stepId>', but it is '{dependency.Value}'.",
        dependency.Value.StartsWith("$steps.", StringComparison.Ordinal) ? $"Write '{dependency.Value["$steps.".Length..]}'." : null);

    [GeneratedRegex(@"^\$workflows\.(?<workflow>[^.]+)\.steps\.(?<step>[^.]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex StepOfWorkflow();

    [GeneratedRegex(@"^\$sourceDescriptions\.[^.]+\.[^.]+\.steps\.[^.]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex StepOfSource();
}
