using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk.Checkpoints;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>
/// The step activity: carries out the decision at hand and makes the next one. One call makes one attempt of one step, and in the same
/// call evaluates criteria, picks the action and works out outputs and the delay; so bodies and secrets stay out of histories.
/// </summary>
/// <param name="services">What walks are made with.</param>
/// <param name="sender">Sends the calls.</param>
public sealed class StepActivity(WalkServices services, StepSender sender)
{
    static readonly Next.End Cancelled = new(ItemOutcome.Cancelled, new ItemError(ItemErrorCodes.Cancelled, "The run was cancelled."));

    readonly WalkStarter starter = new(services);
    readonly CheckpointStore checkpoints = new(services.Values);

    /// <summary>Runs it.</summary>
    /// <exception cref="StepFaultedException">A bug, or infrastructure that gave way. The observer has been told what it was.</exception>
    public async Task<StepTurn> RunAsync(StepCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await TurnAsync(call, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Its message may quote what it came upon, a secret perhaps; histories and results get its name only.
            services.Observer.Observe(new WalkEvent.Faulted(call.Walker, exception));
            throw StepFaultedException.Of(exception);
        }
    }

    async Task<StepTurn> TurnAsync(StepCall call, CancellationToken cancellationToken)
    {
        var record = await services.Records.GetAsync(call.Walker.RunId, cancellationToken);
        if (call.Walker.Generation != record.Generation || (record.IsEnded && !call.Walker.IsWholeRun))
            return new StepTurn(call.State, Superseded.End(record, call.Walker), 0);
        if (record.IsEnded && call.Walker.IsWholeRun)
            return new StepTurn(call.State, await new WalkFinisher(services).FinishAgainAsync(record, call.Walker, cancellationToken), 0);
        var plan = await services.Plans.GetAsync(call.Walker.FlowId, record.Options, cancellationToken)
            ?? throw new InvalidOperationException($"Flow {call.Walker.FlowId} is not in the store.");
        var state = await checkpoints.OfBranchAsync(call.Walker, call.State, cancellationToken);
        var turn = await WalkTurn.LoadAsync(services, starter, plan, record, call.Walker, state, cancellationToken);
        var decision = await DecideAsync(call, turn, cancellationToken);
        await turn.Events.WriteAsync(decision, cancellationToken);
        return new StepTurn(turn.State, decision, SizeOf(turn.State, decision), record.ControlEpoch);
    }

    async Task<Decision> DecideAsync(StepCall call, WalkTurn turn, CancellationToken cancellationToken)
    {
        var outcome = call.Returned is { } returned
            ? returned.Deserialize(RuntimeJson.Default.WorkflowOutcome) ?? throw new InvalidOperationException("A child workflow returned nothing.")
            : null;
        if (call.Fault is { } fault)
        {
            turn.Foothold.AtFault(call, outcome);
            turn.Events.Faulted(ItemError.OfFault(fault));
            return await turn.EndAsync(new Next.End(ItemOutcome.Failed, ItemError.OfFault(fault)), cancellationToken);
        }
        if (outcome is not null)
            return await turn.Callees.ReturnedAsync(outcome, cancellationToken);
        if (call is { Branches: { } branches, Decision: Decision.Together together })
            return await turn.Branches.JoinAsync(together, branches, cancellationToken);
        // The sender reads the flag again, last of all before the call is made: here nothing is begun that would not be sent.
        return turn.Record.Control switch
        {
            RunControl.Cancelled => await turn.EndAsync(Cancelled, cancellationToken),
            RunControl.Suspended when call.Decision is Decision.Held held => held,
            RunControl.Suspended when call.Decision is Decision.Enter enter => new Decision.Held(enter.At, enter with { DelayMs = call.RemainingMs }),
            RunControl.Suspended => new Decision.Held(Pending(call)),
            RunControl.Run when call.Decision is Decision.Held { Entering: { } enter } => enter,
            RunControl.Run when call.Decision is Decision.Held { At: { DelayMs: > 0 } visit } => visit,
            RunControl.Run when call is { RemainingMs: > 0, Decision: Decision.Enter enter } => enter with { DelayMs = call.RemainingMs },
            RunControl.Run when call is { RemainingMs: > 0, Decision: Decision.Visit visit } => visit with { DelayMs = call.RemainingMs },
            RunControl.Run => await AttemptAsync(turn, cancellationToken),
            _ => throw new InvalidOperationException("A control flag of an unknown kind."),
        };
    }

    /// <summary>The visit that a held instance is to go on with, and what is left of its delay.</summary>
    static Decision.Visit? Pending(StepCall call) => call.Decision is Decision.Visit visit ? visit with { DelayMs = call.RemainingMs } : null;

    async Task<Decision> AttemptAsync(WalkTurn turn, CancellationToken cancellationToken)
    {
        if (turn.IsOutOfTime)
            return await turn.EndOutOfTimeAsync(cancellationToken);
        if (turn.State.Position is null || turn.State.WayOn is not null)
        {
            var first = await turn.BeginAsync(cancellationToken);
            // A branch is begun and attempted in one turn, so that it costs no more than a step that runs alone.
            if (turn.Walker.Branch is null || first is not Decision.Visit)
                return first;
        }
        turn.Events.Begin();
        if (turn.Completion.Unmet is { } unmet)
        {
            return await turn.StepEndedAsync(new StepResult(false, Problem: new StepProblem(
                ItemErrorCodes.DependencyNotMet, $"it depends on '{unmet.Text}', which has not been completed")), cancellationToken);
        }
        switch (turn.Step.Work)
        {
            case StepWork.RunWorkflow(var workflowId):
                return await turn.Callees.EnterStepAsync(workflowId, cancellationToken);
            case StepWork.Impossible(var code, var message):
                return await turn.StepEndedAsync(new StepResult(false, Problem: new StepProblem(code, message)), cancellationToken);
            case StepWork.Call work:
                var (position, started) = (turn.Position, services.Time.GetTimestamp());
                var result = await SendAsync(turn, work, cancellationToken);
                if (result.Gate is not RunControl.Run)
                {
                    return result.Gate is RunControl.Cancelled
                        ? await turn.EndAsync(Cancelled, cancellationToken)
                        : new Decision.Held(new Decision.Visit(position.StepId, position.Visit, position.Attempt, 0));
                }
                services.Observer.Observe(new WalkEvent.Attempted(
                    turn.Walker, position.StepId, position.Visit, position.Attempt, Scrubbed(turn, result), services.Time.GetElapsedTime(started)));
                return await turn.StepEndedAsync(result, cancellationToken);
            default:
                throw new InvalidOperationException("A step of an unknown kind.");
        }
    }

    async Task<StepResult> SendAsync(WalkTurn turn, StepWork.Call work, CancellationToken cancellationToken)
    {
        using var span = StepSpan.Start(turn.Record, turn.Walker, turn.Position);
        var result = await sender.SendAsync(turn, work, cancellationToken);
        if (result.Gate is RunControl.Run)
            span.End(Scrubbed(turn, result));
        else
            span.Drop();
        return result;
    }

    static StepResult Scrubbed(WalkTurn turn, StepResult result) => result.Problem is { } problem
        ? result with { Problem = problem with { Message = turn.Context.Secrets.Mask(problem.Message) } }
        : result;

    static int SizeOf(WalkState state, Decision decision) =>
        JsonLength.Of(state, RuntimeJson.Default.WalkState) + JsonLength.Of(decision, RuntimeJson.Default.Decision);
}
