using System.Collections.Immutable;
using ArazzoDurable.Language;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>
/// Adds the dependencies that documents mean and do not write: a workflow that reads <c>$workflows.W.outputs</c> of a W that it does not
/// run itself depends on W. Descriptions that are read strictly mean what they write.
/// </summary>
static class ImplicitDependencies
{
    /// <summary>The workflows with these dependencies; one that would close a circle is left out.</summary>
    public static ImmutableArray<WorkflowPlan> Add(ImmutableArray<WorkflowPlan> workflows)
    {
        var all = new Dictionary<string, WorkflowPlan>(StringComparer.Ordinal);
        // Two workflows of one id are an error of the description, which does not run.
        if (!workflows.All(workflow => all.TryAdd(workflow.WorkflowId, workflow)))
            return workflows;
        foreach (var workflow in workflows)
        {
            if (workflow.Description.Dialect is not Dialect.Lenient)
                continue;
            foreach (var read in PlanReferences.Of(workflow).Select(workflow.Description.WorkflowRead).OfType<string>().Distinct())
            {
                var known = all[workflow.WorkflowId];
                if (all.ContainsKey(read) && !known.Enters.Contains(read) && !Reaches(all, read, workflow.WorkflowId))
                    all[workflow.WorkflowId] = known with { DependsOn = known.DependsOn.Add(read) };
            }
        }
        return [.. workflows.Select(workflow => all[workflow.WorkflowId])];
    }

    static bool Reaches(Dictionary<string, WorkflowPlan> all, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var ahead = new Stack<string>([from]);
        while (ahead.TryPop(out var next))
        {
            if (next == to)
                return true;
            foreach (var entered in all[next].Enters.Where(entered => all.ContainsKey(entered) && seen.Add(entered)))
                ahead.Push(entered);
        }
        return false;
    }
}
