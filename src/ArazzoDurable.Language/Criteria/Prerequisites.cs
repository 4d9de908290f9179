using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Which steps of a workflow are completed before which others because <c>dependsOn</c> says so, be it over steps between them.</summary>
sealed class Prerequisites(Workflow workflow)
{
    // A hostile description has a chain through all of its steps; what it says beyond is not looked at.
    const int MostLooks = 1_000_000;

    readonly string qualifier = $"$workflows.{workflow.WorkflowId}.steps.";
    int looks;
    (int Step, HashSet<int> Before)? latest;

    /// <summary>Whether one step surely comes before another; also when there is too much to look at.</summary>
    public bool Include(int earlier, int step)
    {
        if (workflow.Steps[step].DependsOn.IsEmpty)
            return false;
        if (latest is not { } known || known.Step != step)
            latest = known = (step, Before(step));
        return known.Before.Contains(earlier) || looks >= MostLooks;
    }

    HashSet<int> Before(int step)
    {
        var found = new HashSet<int>();
        var waiting = new Stack<int>([step]);
        while (looks < MostLooks && waiting.TryPop(out var next))
        {
            foreach (var dependency in workflow.Steps[next].DependsOn)
            {
                looks++;
                if (IndexOf(dependency.Value) is >= 0 and var index && found.Add(index))
                    waiting.Push(index);
            }
        }
        return found;
    }

    int IndexOf(string dependency) =>
        workflow.IndexOf(dependency.StartsWith(qualifier, StringComparison.Ordinal) ? dependency[qualifier.Length..] : dependency);
}
