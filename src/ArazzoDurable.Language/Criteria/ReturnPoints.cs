using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Criteria;

/// <summary>How far back the walk of a workflow may come from its steps.</summary>
sealed class ReturnPoints
{
    // For each step, the first one that it or a later one leads to.
    readonly int[] earliest;

    public ReturnPoints(Workflow workflow)
    {
        var shared = Earliest(workflow, workflow.SuccessActions.AddRange(workflow.FailureActions));
        earliest = new int[workflow.Steps.Length];
        var found = shared;
        for (var i = workflow.Steps.Length - 1; i >= 0; i--)
        {
            var step = workflow.Steps[i];
            found = Math.Min(found, Math.Min(Earliest(workflow, step.OnSuccess), Earliest(workflow, step.OnFailure)));
            earliest[i] = found;
        }
    }

    /// <summary>Whether the walk can come from the step at <paramref name="from"/>, or a later one, to that at <paramref name="to"/> or before it.</summary>
    public bool LeadBack(int from, int to) => earliest[from] <= to;

    static int Earliest(Workflow workflow, IEnumerable<StepAction> actions) => actions
        .Select(action => action.StepId is { } target && workflow.IndexOf(target.Value) is >= 0 and var index ? index : int.MaxValue)
        .DefaultIfEmpty(int.MaxValue)
        .Min();
}
