using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>
/// The order in which the steps of a workflow are walked (Arazzo 1.1.0, Step Dependencies and Execution Order): that of the list, but
/// each step after those that it depends on, whether it says so or reads their outputs.
/// </summary>
static class StepOrder
{
    /// <summary>Puts the steps in order. A circle leaves them in the order of the list, with an error.</summary>
    /// <param name="steps">The steps in the order of the list, numbered in it.</param>
    /// <param name="diagnostics">Takes the error.</param>
    public static ImmutableArray<StepPlan> Sort(ImmutableArray<StepPlan> steps, ICollection<Diagnostic> diagnostics)
    {
        // Without a word from the document no step is moved: what reads a later step's outputs comes back to it in a loop.
        if (steps.All(step => step.DependsOn.All(dependency => dependency.WorkflowId is not null)))
            return steps;
        var before = Before(steps);
        var waiting = before.Select(each => each.Count).ToArray();
        var followers = Followers(before);
        var ready = new SortedSet<int>(Enumerable.Range(0, steps.Length).Where(step => waiting[step] == 0));
        var sorted = ImmutableArray.CreateBuilder<StepPlan>(steps.Length);
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            sorted.Add(steps[next] with { Index = sorted.Count });
            ready.UnionWith(followers[next].Where(follower => --waiting[follower] == 0));
        }
        if (sorted.Count == steps.Length)
            return sorted.MoveToImmutable();
        diagnostics.Add(Circle(steps, before, waiting));
        return steps;
    }

    /// <summary>By step, the steps that it comes after.</summary>
    static List<SortedSet<int>> Before(ImmutableArray<StepPlan> steps)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
            places.TryAdd(step.StepId, step.Index);
        return [.. steps.Select(step => new SortedSet<int>(Named(step).Concat(Read(step))))];

        IEnumerable<int> Named(StepPlan step) => step.DependsOn
            .Where(dependency => dependency.WorkflowId is null && places.ContainsKey(dependency.StepId))
            .Select(dependency => places[dependency.StepId]);

        IEnumerable<int> Read(StepPlan step) => PlanReferences.Of(step).OfType<RuntimeExpression.StepOutputs>()
            .Select(read => places.GetValueOrDefault(read.StepId, int.MaxValue))
            .Where(place => place < step.Index);
    }

    static List<List<int>> Followers(List<SortedSet<int>> before)
    {
        var followers = before.ConvertAll(_ => new List<int>());
        for (var step = 0; step < before.Count; step++)
        {
            foreach (var earlier in before[step])
                followers[earlier].Add(step);
        }
        return followers;
    }

    static Diagnostic Circle(ImmutableArray<StepPlan> steps, List<SortedSet<int>> before, int[] waiting)
    {
        // Whatever waits, waits for something that waits: going back from one to the next ends in a circle.
        var path = new List<int> { Array.FindIndex(waiting, count => count > 0) };
        int back;
        while ((back = path.IndexOf(Waited(path[^1]))) < 0)
            path.Add(Waited(path[^1]));
        var circle = path[back..];
        // Reading alone leads to earlier steps only, so one of them at least says whom it depends on.
        var (dependency, on) = circle.Select((step, at) => (Named(step, circle[(at + 1) % circle.Count]), step)).First(each => each.Item1 is not null);
        return Diagnostic.Error(
            PlanCodes.StepDependencyCycle,
            dependency!.Location,
            circle.Count == 1
                ? $"Step '{steps[on].StepId}' depends on itself, so it can never run."
                : $"The steps {string.Join(", ", circle.Order().Select(step => $"'{steps[step].StepId}'"))} wait for one another, so none of them can run first.",
            "Remove a 'dependsOn', or an expression that reads the outputs of the other step.");

        int Waited(int step) => before[step].First(earlier => waiting[earlier] > 0);

        Text? Named(int step, int on) => steps[step].DependsOn
            .Where(dependency => dependency.WorkflowId is null && dependency.StepId == steps[on].StepId)
            .Select(dependency => steps[step].Step.DependsOn.First(text => text.Value == dependency.Text))
            .FirstOrDefault();
    }
}
