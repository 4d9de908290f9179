using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk.Checkpoints;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Enters the workflows that a walk calls, and takes what they came to.</summary>
/// <param name="turn">The turn of the calling workflow.</param>
/// <param name="services">What walks are made with.</param>
/// <param name="starter">Makes the first decision of a callee.</param>
sealed class Callees(WalkTurn turn, WalkServices services, WalkStarter starter)
{
    /// <summary>Enters a workflow that this one depends on.</summary>
    public Task<Decision> EnterDependencyAsync(string workflowId, CancellationToken cancellationToken) =>
        EnterAsync(workflowId, Errand.Dependency, FromDependency(workflowId), CalleeInputs.OfSameNames(turn, workflowId), cancellationToken);

    /// <summary>Enters the workflow that the visited step is.</summary>
    public Task<Decision> EnterStepAsync(string workflowId, CancellationToken cancellationToken) =>
        EnterStepAsync(workflowId, CalleeInputs.Of(turn, workflowId, turn.Step.Parameters), cancellationToken);

    /// <summary>Enters the workflow that the visited step is, with inputs at hand.</summary>
    public Task<Decision> EnterStepAsync(string workflowId, CalleeInputs inputs, CancellationToken cancellationToken) =>
        EnterAsync(workflowId, Errand.Step, FromStep(turn.Position), inputs, cancellationToken, deadline: DeadlineOfStep());

    /// <summary>Enters the workflow that an action goes to for good.</summary>
    public Task<Decision> GoToAsync(ActionPlan action, CancellationToken cancellationToken) => EnterAsync(
        action.WorkflowId!, Errand.Goto, FromGoto(turn.Position, action.WorkflowId!),
        CalleeInputs.Of(turn, action.WorkflowId!, action.Parameters), cancellationToken);

    /// <summary>Enters, after a delay, the workflow that a retry asks for first.</summary>
    public Task<Decision> EnterDetourAsync(string workflowId, ActionPlan action, TimeSpan delay, CancellationToken cancellationToken) => EnterAsync(
        workflowId, Errand.Detour, FromDetour(turn.Position, workflowId),
        CalleeInputs.Of(turn, workflowId, action.Parameters), cancellationToken, delay);

    /// <summary>Enters a workflow again that had been entered when the walk ended, with the inputs that it had then: it goes on from its own checkpoint.</summary>
    public async Task<Decision> ReenterAsync(WayOn.Workflow way, CancellationToken cancellationToken)
    {
        if (way.Errand is Errand.Step)
            turn.Course.Visit(turn.Step, turn.Position.ReturnTo);
        var from = way.Errand switch
        {
            Errand.Dependency => FromDependency(way.WorkflowId),
            Errand.Step => FromStep(turn.Position),
            Errand.Goto => FromGoto(turn.Position, way.WorkflowId),
            Errand.Detour => FromDetour(turn.Position, way.WorkflowId),
            _ => throw new InvalidOperationException("An errand of an unknown kind."),
        };
        var deadline = way.Errand is Errand.Step ? DeadlineOfStep() : turn.State.Deadline;
        var enter = await starter.ReenterAsync(turn, way, from, turn.State.WorkflowInputs[way.WorkflowId], deadline, cancellationToken);
        // Where to go on stays known until it returns: should it break, it is to go on from there once more.
        return Entered(enter, way.Errand, way.WorkflowId, TimeSpan.Zero);
    }

    /// <summary>Takes what a callee came to.</summary>
    public async Task<Decision> ReturnedAsync(WorkflowOutcome outcome, CancellationToken cancellationToken)
    {
        var entered = turn.State.EnteredWorkflowId ?? throw new InvalidOperationException("No workflow was entered.");
        var errand = turn.State.Errand;
        if (outcome.Outcome is not ItemOutcome.Success)
            turn.Foothold.Within(turn.State, outcome.Checkpoint);
        turn.State = turn.State with
        {
            WayOn = null,
            Errand = null,
            EnteredWorkflowId = null,
            EnteredAt = null,
            VisitsUsed = Math.Max(turn.State.VisitsUsed, outcome.VisitsUsed),
            StatusCode = outcome.StatusCode ?? turn.State.StatusCode,
            CompletedSteps = [.. turn.State.CompletedSteps.Union(outcome.CompletedSteps ?? [], StringComparer.Ordinal)],
        };
        await KeepDependenciesAsync(outcome.Dependencies, cancellationToken);
        var outputs = await KeepOutputsAsync(entered, outcome.Outputs, cancellationToken);
        switch (errand)
        {
            case Errand.Step or Errand.Detour when outcome.Outcome is ItemOutcome.Cancelled:
                return await turn.EndAsync(new Next.End(ItemOutcome.Cancelled, outcome.Error), cancellationToken);
            case Errand.Step:
                turn.Context.Outputs = outputs;
                turn.Context.CalleeStatus = outcome.StatusCode;
                var result = await new StepJudge(services).JudgeWorkflowAsync(turn, entered, outcome, cancellationToken);
                return await turn.StepEndedAsync(result, cancellationToken);
            case Errand.Detour:
                return turn.Course.Again(TimeSpan.Zero);
            case Errand.Dependency when outcome.Outcome is ItemOutcome.Success:
                return await turn.BeginAsync(cancellationToken);
            case Errand.Dependency or Errand.Goto:
                return await turn.EndAsync(new Next.End(outcome.Outcome, outcome.Error, outcome.Deadline), cancellationToken, errand is Errand.Goto ? outcome.Outputs : null);
            default:
                throw new InvalidOperationException("A workflow returned that nothing had entered.");
        }
    }

    /// <summary>Keeps what a callee of a branch was given and came to.</summary>
    public async Task KeepAsync(string workflowId, string? inputsKey, OutputSet? outputs, CancellationToken cancellationToken)
    {
        if (inputsKey is not null)
            turn.State = turn.State with { WorkflowInputs = turn.State.WorkflowInputs.SetItem(workflowId, inputsKey) };
        if (outputs is not null)
            await KeepOutputsAsync(workflowId, outputs, cancellationToken);
    }

    /// <summary>Keeps what workflows came to that a callee depended on, so that none of them runs again.</summary>
    public async Task KeepDependenciesAsync(IReadOnlyDictionary<string, OutputSet>? dependencies, CancellationToken cancellationToken)
    {
        foreach (var (workflowId, outputs) in dependencies ?? ImmutableSortedDictionary<string, OutputSet>.Empty)
        {
            if (!turn.State.WorkflowOutputs.ContainsKey(workflowId))
                await KeepOutputsAsync(workflowId, outputs, cancellationToken);
        }
    }

    async Task<JsonElement> KeepOutputsAsync(string workflowId, OutputSet outputs, CancellationToken cancellationToken)
    {
        turn.State = turn.State with { WorkflowOutputs = turn.State.WorkflowOutputs.SetItem(workflowId, outputs) };
        var values = await services.Values.ReadAsync(outputs, cancellationToken);
        turn.Context.SetWorkflowOutputs(workflowId, values);
        return values;
    }

    /// <summary>When an attempt that begins now is aborted, callee and all.</summary>
    DateTimeOffset? DeadlineOfStep() => turn.Step.Timeout is { } timeout && services.Time.GetUtcNow() + timeout is var own && !(turn.State.Deadline <= own)
        ? own
        : turn.State.Deadline;

    async Task<Decision> EnterAsync(
        string workflowId, Errand errand, string from, CalleeInputs inputs, CancellationToken cancellationToken, TimeSpan delay = default, DateTimeOffset? deadline = null)
    {
        if (inputs is not CalleeInputs.Made(var value))
        {
            var problem = ((CalleeInputs.Refused)inputs).Problem;
            return errand is Errand.Step
                ? await turn.StepEndedAsync(new StepResult(false, Problem: problem), cancellationToken)
                : await turn.EndAsync(new Next.End(ItemOutcome.Failed, new ItemError(problem.Code, problem.Message)), cancellationToken);
        }
        var enter = await starter.EnterAsync(turn, workflowId, from, value, deadline ?? turn.State.Deadline, cancellationToken);
        return Entered(enter, errand, workflowId, delay);
    }

    Decision.Enter Entered(Decision.Enter enter, Errand errand, string workflowId, TimeSpan delay)
    {
        turn.State = turn.State with
        {
            Errand = errand,
            EnteredWorkflowId = workflowId,
            EnteredAt = errand is Errand.Step ? services.Time.GetUtcNow() : null,
            WorkflowInputs = turn.State.WorkflowInputs.SetItem(workflowId, enter.Input.State.InputsKey),
        };
        return enter with
        {
            DelayMs = turn.Course.WaitOf(delay),
            At = turn.State.Position is { } at ? new Decision.Visit(at.StepId, at.Visit, at.Attempt, 0) : null,
        };
    }

    static string FromDependency(string workflowId) => $"{workflowId}#0";

    static string FromStep(Position position) => $"{From(position)}.{position.Attempt}";

    static string FromGoto(Position position, string workflowId) => $"{From(position)}>{workflowId}";

    static string FromDetour(Position position, string workflowId) => $"{FromStep(position)}!{workflowId}";

    static string From(Position position) => $"{position.StepId}#{position.Visit}";
}
