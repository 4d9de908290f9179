using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Puts the steps of a workflow into the order in which they are walked (Arazzo 1.1.0, Step Object, <c>dependsOn</c>).</summary>
static class StepSequence
{
    /// <summary>
    /// The steps, each after those that it depends on, of several the first of the list. Where a step depends on another at all, one that
    /// reads what an earlier one of the list gives stays behind it. What waits for itself keeps its place.
    /// </summary>
    internal static ImmutableArray<PlayedStep> Sort(Workflow workflow, ImmutableArray<PlayedStep> steps)
    {
        var dependencies = steps.Select(step => Dependencies(workflow, step.Step).ToImmutableArray()).ToList();
        if (dependencies.TrueForAll(named => named.IsEmpty))
            return steps;
        var waiting = steps.Select((step, index) => (Step: step with { DependsOn = dependencies[index] }, After: After(steps, index, dependencies[index]))).ToList();
        var sorted = ImmutableArray.CreateBuilder<PlayedStep>();
        while (waiting.Count > 0)
        {
            var next = Math.Max(0, waiting.FindIndex(entry => !waiting.Exists(other => entry.After.Contains(other.Step.Step.StepId))));
            sorted.Add(waiting[next].Step);
            waiting.RemoveAt(next);
        }
        return sorted.ToImmutable();
    }

    static IEnumerable<string> Dependencies(Workflow workflow, Step step)
    {
        var own = $"$workflows.{workflow.WorkflowId}.steps.";
        return step.DependsOn.Select(text => text.Value.StartsWith(own, StringComparison.Ordinal) ? text.Value[own.Length..] : text.Value)
            .Where(id => workflow.IndexOf(id) >= 0);
    }

    static HashSet<string> After(ImmutableArray<PlayedStep> steps, int index, ImmutableArray<string> named)
    {
        var earlier = steps.Take(index).Select(step => step.Step.StepId).ToHashSet(StringComparer.Ordinal);
        return [.. named, .. Read(steps[index]).Where(earlier.Contains)];
    }

    /// <summary>The steps whose outputs a step reads.</summary>
    internal static IEnumerable<string> Read(PlayedStep step)
    {
        var written = step.Parameters.Select(parameter => parameter.Value.Node)
            .Concat(step.Step.RequestBody?.Payload is { } payload ? [payload.Node] : [])
            .Concat(step.Step.RequestBody?.Replacements.Select(replacement => replacement.Value.Node) ?? [])
            .Concat(step.Step.Outputs.Select(output => output.Value));
        var conditions = step.OnSuccess.Concat(step.OnFailure).Select(action => action.Criteria).Concat(step.Success is { } success ? [success] : []);
        return written.SelectMany(Values.Places).Concat(conditions.SelectMany(ConditionParts.Places))
            .Select(place => place.Origin).OfType<Origin.StepOutputs>().Select(origin => origin.StepId);
    }
}
