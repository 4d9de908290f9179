using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Which workflow of a flow a run walks.</summary>
public abstract record WorkflowChoice
{
    /// <summary>This one.</summary>
    /// <param name="Workflow">The workflow.</param>
    public sealed record Chosen(WorkflowPlan Workflow) : WorkflowChoice;

    /// <summary>It cannot be told, or there is none.</summary>
    public sealed record None : WorkflowChoice;

    /// <summary>The workflow asked for; else the only one, or the only one of the root that no other, in whichever description, calls, goes to or depends on.</summary>
    public static WorkflowChoice Choose(FlowPlan plan, string? workflowId)
    {
        if (workflowId is not null)
            return plan.Workflows.FirstOrDefault(workflow => string.Equals(workflow.WorkflowId, workflowId, StringComparison.Ordinal)) is { } named ? new Chosen(named) : new None();
        if (plan.Workflows is [var only])
            return new Chosen(only);
        var called = plan.AllWorkflows.SelectMany(Called).ToHashSet(StringComparer.Ordinal);
        return plan.Workflows.Where(workflow => !called.Contains(workflow.WorkflowId)).ToList() is [var entry] ? new Chosen(entry) : new None();
    }

    /// <summary>The refusal when no workflow could be chosen.</summary>
    public static SubmitOutcome.Refused Refuse(FlowPlan plan, string? workflowId)
    {
        var known = string.Join(", ", plan.Workflows.Select(workflow => $"'{workflow.WorkflowId}'"));
        return new SubmitOutcome.Refused(
            SubmitCodes.UnknownWorkflow,
            workflowId is null
                ? $"The flow has several workflows, and none was named; name one of {known}."
                : $"The flow has no workflow '{workflowId}'; it has {known}.",
            [])
        { Place = JsonPointer.Root.Append("workflowId") };
    }

    static IEnumerable<string> Called(WorkflowPlan plan)
    {
        var workflow = plan.Workflow;
        var actions = workflow.Steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure)).Concat(workflow.SuccessActions).Concat(workflow.FailureActions);
        return workflow.Steps.Select(step => step.Target).OfType<StepTarget.WorkflowId>().Select(target => target.Reference.Value)
            .Concat(workflow.DependsOn.Select(dependency => dependency.Value))
            .Concat(actions.Select(action => action.WorkflowId?.Value).OfType<string>())
            .Select(reference => plan.Description.Targets.GetValueOrDefault(reference, reference))
            .Where(called => called != plan.WorkflowId);
    }
}
