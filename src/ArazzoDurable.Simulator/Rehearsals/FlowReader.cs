using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Reads the workflows of a description for a rehearsal.</summary>
sealed class FlowReader
{
    readonly Description description;

    FlowReader(Description description) => this.description = description;

    /// <summary>The workflows of all descriptions, in the order of the descriptions and of their documents.</summary>
    internal static ImmutableArray<PlayedWorkflow> Read(IEnumerable<Description> descriptions) =>
        [.. descriptions.SelectMany(description => description.Document.Workflows.Select(new FlowReader(description).Read))];

    PlayedWorkflow Read(Workflow workflow)
    {
        var steps = StepSequence.Sort(workflow, [.. workflow.Steps.Select(step => Read(workflow, step))]);
        var needs = NeedFinder.Find(workflow, steps);
        return new PlayedWorkflow(
            description,
            workflow,
            Dependencies(workflow, steps),
            [.. steps.Select((step, index) => step with
            {
                Index = index,
                Needed = [.. step.DependsOn, .. StepSequence.Read(step)],
                OnSuccess = Placed(step.OnSuccess, steps),
                OnFailure = Placed(step.OnFailure, steps),
                Needs = needs.GetValueOrDefault(step.Step.StepId, []),
                Wishes = WishFinder.Find(step.Step, steps),
            })]);
    }

    ImmutableArray<string> Dependencies(Workflow workflow, ImmutableArray<PlayedStep> steps)
    {
        var entered = steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure).Select(action => action.Workflow).Append(step.Callee)).ToHashSet(StringComparer.Ordinal);
        var dependencies = workflow.DependsOn.Select(dependency => description.FindId(dependency.Value));
        // An output of a workflow that nothing else runs makes it a dependency.
        if (description.IsLenient)
            dependencies = dependencies.Concat(WhoseOutputsAreRead(workflow).Where(read => !entered.Contains(read)));
        var own = description.IdOf(workflow.WorkflowId);
        return [.. dependencies.OfType<string>().Where(other => other != own).Distinct(StringComparer.Ordinal)];
    }

    IEnumerable<string?> WhoseOutputsAreRead(Workflow workflow) => workflow.Steps
        .SelectMany(step => step.Parameters.Select(parameter => parameter.Value.Node).Concat(step.RequestBody?.Payload is { } payload ? [payload.Node] : []))
        .Concat(workflow.Outputs.Select(output => output.Value)).SelectMany(Values.Places)
        .Select(place => place.Origin).Where(origin => origin is Origin.WorkflowOutputs or Origin.SourceWorkflowOutputs)
        .Select(description.FindId);

    PlayedStep Read(Workflow workflow, Step step) => new(step, 0)
    {
        Operation = description.Operations.Find(step.Target),
        Callee = step.Target is StepTarget.WorkflowId(var callee) ? description.FindId(callee.Value) : null,
        Success = step.SuccessCriteria.IsEmpty ? null : CriterionReader.Read(step.SuccessCriteria),
        OnSuccess = Actions(step.OnSuccess, workflow.SuccessActions),
        OnFailure = Actions(step.OnFailure, workflow.FailureActions),
        Parameters = [.. step.Parameters, .. workflow.Parameters.Where(shared => !step.Parameters.Any(own => own.Name == shared.Name && own.In == shared.In))],
    };

    ImmutableArray<PlayedAction> Actions(ImmutableArray<StepAction> own, ImmutableArray<StepAction> shared) =>
    [
        .. own.Select(action => Read(action, isOwn: true)),
        .. shared.Where(action => !own.Any(other => other.Name == action.Name)).Select(action => Read(action, isOwn: false)),
    ];

    PlayedAction Read(StepAction action, bool isOwn) =>
        new(action, CriterionReader.Read(action.Criteria), null, description.FindId(action.WorkflowId?.Value), isOwn);

    static ImmutableArray<PlayedAction> Placed(ImmutableArray<PlayedAction> actions, ImmutableArray<PlayedStep> steps) =>
    [
        .. actions.Select(action => action with
        {
            Target = action.Action.StepId is { } target && steps.FirstOrDefault(step => step.Step.StepId == target.Value) is { } found ? steps.IndexOf(found) : null,
        }),
    ];
}
