using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Reads the workflows of a description for a rehearsal.</summary>
sealed class FlowReader
{
    readonly ArazzoDocument document;
    readonly OperationFinder operations;
    readonly bool isLenient;

    FlowReader(ArazzoDocument document, IEnumerable<Operation> operations, bool isLenient)
    {
        this.document = document;
        this.operations = new OperationFinder(operations);
        this.isLenient = isLenient;
    }

    /// <summary>The workflows in the order of the document.</summary>
    internal static ImmutableArray<PlayedWorkflow> Read(ArazzoDocument document, IEnumerable<Operation> operations, bool isLenient)
    {
        var reader = new FlowReader(document, operations, isLenient);
        return [.. document.Workflows.Select(reader.Read)];
    }

    PlayedWorkflow Read(Workflow workflow)
    {
        var steps = workflow.Steps.Select((step, index) => Read(workflow, step, index)).ToImmutableArray();
        var needs = NeedFinder.Find(workflow, steps);
        var entered = steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure).Select(action => action.Action.WorkflowId?.Value).Append(step.Callee));
        var dependencies = workflow.DependsOn.Select(dependency => dependency.Value);
        // An output of a workflow that nothing else runs makes it a dependency.
        if (isLenient)
            dependencies = dependencies.Concat(WhoseOutputsAreRead(workflow).Except(entered, StringComparer.Ordinal).OfType<string>());
        return new PlayedWorkflow(
            workflow,
            [.. dependencies.Where(other => other != workflow.WorkflowId && document.Workflow(other) is not null).Distinct(StringComparer.Ordinal)],
            [.. steps.Select(step => step with
            {
                Needs = needs.GetValueOrDefault(step.Step.StepId, []),
                Wishes = WishFinder.Find(step.Step, steps),
            })]);

        static IEnumerable<string> WhoseOutputsAreRead(Workflow workflow) => workflow.Steps
            .SelectMany(step => step.Parameters.Select(parameter => parameter.Value.Node).Concat(step.RequestBody?.Payload is { } payload ? [payload.Node] : []))
            .Concat(workflow.Outputs.Select(output => output.Value)).SelectMany(Values.Places)
            .Select(place => place.Origin).OfType<Origin.WorkflowOutputs>().Select(origin => origin.WorkflowId);
    }

    PlayedStep Read(Workflow workflow, Step step, int index) => new(step, index)
    {
        Operation = operations.Find(step.Target),
        Callee = step.Target is StepTarget.WorkflowId(var callee) && document.Workflow(callee.Value) is not null ? callee.Value : null,
        Success = step.SuccessCriteria.IsEmpty ? null : CriterionReader.Read(step.SuccessCriteria),
        OnSuccess = Actions(workflow, step.OnSuccess, workflow.SuccessActions),
        OnFailure = Actions(workflow, step.OnFailure, workflow.FailureActions),
        Parameters = [.. step.Parameters, .. workflow.Parameters.Where(shared => !step.Parameters.Any(own => own.Name == shared.Name && own.In == shared.In))],
    };

    static ImmutableArray<PlayedAction> Actions(Workflow workflow, ImmutableArray<StepAction> own, ImmutableArray<StepAction> shared) =>
    [
        .. own.Select(action => Read(workflow, action, isOwn: true)),
        .. shared.Where(action => !own.Any(other => other.Name == action.Name)).Select(action => Read(workflow, action, isOwn: false)),
    ];

    static PlayedAction Read(Workflow workflow, StepAction action, bool isOwn) => new(
        action,
        CriterionReader.Read(action.Criteria),
        action.StepId is { } target && workflow.IndexOf(target.Value) is var index and >= 0 ? index : null,
        isOwn);
}
