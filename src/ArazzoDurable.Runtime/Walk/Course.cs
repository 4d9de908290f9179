using System.Collections.Immutable;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Moves a walk on: to the step that comes next, back to one in a loop, or once more to the same.</summary>
/// <param name="turn">The turn of the walk.</param>
/// <param name="services">What walks are made with.</param>
sealed class Course(WalkTurn turn, WalkServices services)
{
    /// <summary>Goes where the step that ended leads.</summary>
    public async Task<Decision> FollowAsync(Next next, StepResult result, CancellationToken cancellationToken) => next switch
    {
        Next.Proceed when turn.Walker.Branch is not null => await turn.EndAsync(new Next.End(ItemOutcome.Success), cancellationToken),
        Next.Proceed => await ProceedAsync(turn.Step, cancellationToken),
        Next.GoTo(var stepId) when turn.State.Visits.ContainsKey(stepId) => await ReenterAsync(turn.StepOf(stepId), result.RetryAfter, cancellationToken),
        Next.GoTo(var stepId) => await MoveToAsync(turn.StepOf(stepId), TimeSpan.Zero, cancellationToken),
        Next.GoToWorkflow(var action) => await turn.Callees.GoToAsync(action, cancellationToken),
        Next.Retry(var action, var delay) => await RetryAsync(action, delay, cancellationToken),
        Next.Resend(var delay) => Resend(delay),
        Next.End end => await turn.EndAsync(end, cancellationToken),
        _ => throw new InvalidOperationException("A way on of an unknown kind."),
    };

    /// <summary>Goes on with what comes after a step.</summary>
    /// <param name="step">The step, or the last of several that were walked together; null: at the beginning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Decision> ProceedAsync(StepPlan? step, CancellationToken cancellationToken) => After(step) switch
    {
        [] => await turn.EndAsync(new Next.End(ItemOutcome.Success), cancellationToken),
        [var only] => await MoveToAsync(only, TimeSpan.Zero, cancellationToken),
        var several => turn.Branches.Part(several),
    };

    ImmutableArray<StepPlan> After(StepPlan? step)
    {
        if (!turn.Record.Options.Parallel)
            return step is null ? [turn.Workflow.Steps[0]] : step.Index + 1 < turn.Workflow.Steps.Length ? [turn.Workflow.Steps[step.Index + 1]] : [];
        var waves = turn.Plan.WavesOf(turn.Workflow);
        var next = step is null ? 0 : waves.IndexOf(waves.First(wave => wave.Any(other => other.Index == step.Index))) + 1;
        return next < waves.Length ? waves[next] : [];
    }

    Decision Resend(TimeSpan delay)
    {
        turn.State = turn.State with { Position = turn.Position with { Unanswered = turn.Position.Unanswered + 1 } };
        return Again(delay);
    }

    /// <summary>Makes one more attempt of the present visit.</summary>
    public Decision Again(TimeSpan delay)
    {
        turn.State = turn.State with { Position = turn.Position with { Attempt = turn.Position.Attempt + 1 } };
        return Visit(delay);
    }

    async Task<Decision> RetryAsync(ActionPlan action, TimeSpan delay, CancellationToken cancellationToken)
    {
        var origin = turn.Position with
        {
            Retries = turn.Position.Retries.SetItem(action.Name, turn.Position.Retries.GetValueOrDefault(action.Name) + 1),
            Unanswered = 0,
        };
        turn.State = turn.State with { Position = origin };
        if (action.WorkflowId is { } workflowId)
            return await turn.Callees.EnterDetourAsync(workflowId, action, delay, cancellationToken);
        if (action.StepId is not { } stepId || stepId == turn.Step.StepId)
            return Again(delay);
        return await MoveToAsync(turn.StepOf(stepId), delay, cancellationToken, origin);
    }

    /// <summary>Goes back to a step that was visited before: paced, and within the loop's deadline.</summary>
    async Task<Decision> ReenterAsync(StepPlan target, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        turn.Foothold.Before(turn.State, target, null);
        var pace = new LoopPacer(services).Pace(turn, target, retryAfter, PolicyOf(target));
        if (pace is not { } paced)
        {
            return await turn.EndAsync(new Next.End(ItemOutcome.Failed, new ItemError(
                ItemErrorCodes.LoopDeadlineExceeded,
                $"Step '{target.StepId}' has been polled for longer than {PolicyOf(target).Deadline:c}; give it more time with x-polling, deadline.",
                ErrorData.Of(target.StepId, turn.State.StatusCode))), cancellationToken);
        }
        turn.State = turn.State with { Loops = paced.Loops };
        return await MoveToAsync(target, paced.Delay, cancellationToken);
    }

    /// <summary>Visits a step, after a delay.</summary>
    /// <param name="step">The step.</param>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="returnTo">The visit that this one is a detour of; null when it is none.</param>
    public async Task<Decision> MoveToAsync(StepPlan step, TimeSpan delay, CancellationToken cancellationToken, Position? returnTo = null)
    {
        turn.Foothold.Before(turn.State, step, returnTo);
        Visit(step, returnTo);
        if (turn.State.VisitsUsed > PolicyOf(step).MaxVisits)
        {
            return await turn.EndAsync(new Next.End(ItemOutcome.Failed, new ItemError(
                ItemErrorCodes.VisitBudgetExceeded,
                $"The item has visited {PolicyOf(step).MaxVisits} steps, as many as it may; allow it more with x-polling, maxVisits.",
                ErrorData.Of(step.StepId, turn.State.StatusCode))), cancellationToken);
        }
        // A callee that cannot be entered is left to a turn of its own, so that a loop of refusals is no recursion.
        return delay <= TimeSpan.Zero && turn.Completion.Unmet is null && step.Work is StepWork.RunWorkflow(var callee) && CalleeInputs.Of(turn, callee, step.Parameters) is CalleeInputs.Made made
            ? await turn.Callees.EnterStepAsync(callee, made, cancellationToken)
            : Visit(delay);
    }

    /// <summary>Begins a visit of a step, and counts it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="returnTo">The visit that this one is a detour of; null when it is none.</param>
    public void Visit(StepPlan step, Position? returnTo)
    {
        var visit = turn.State.Visits.GetValueOrDefault(step.StepId) + 1;
        turn.State = turn.State with
        {
            Visits = turn.State.Visits.SetItem(step.StepId, visit),
            VisitsUsed = turn.State.VisitsUsed + 1,
            Position = new Position { StepId = step.StepId, Visit = visit, Attempt = 1, ReturnTo = returnTo },
            Loops = returnTo is null ? [.. turn.State.Loops.Where(loop => loop.Last >= step.Index)] : turn.State.Loops,
        };
    }

    Decision.Visit Visit(TimeSpan delay)
    {
        delay = UpToDeadline(delay);
        if (delay > TimeSpan.Zero)
            services.Observer.Observe(new WalkEvent.Waiting(turn.Walker, turn.Position.StepId, delay));
        var wait = WaitOf(delay);
        return new Decision.Visit(
            turn.Position.StepId, turn.Position.Visit, turn.Position.Attempt, wait,
            wait > 0 && services.TimerEarliness > TimeSpan.Zero ? (long)services.TimerEarliness.TotalMilliseconds : null);
    }

    /// <summary>A delay, or what is left to the deadline when that is less: nothing is made of the rest.</summary>
    TimeSpan UpToDeadline(TimeSpan delay) =>
        turn.State.Deadline - services.Time.GetUtcNow() is { } left && left < delay ? left : delay;

    PollingPolicy PolicyOf(StepPlan step) => services.Polling.With(step.Polling).With(turn.Record.Options.Polling);

    /// <summary>A delay as decisions carry it: up to the deadline, in whole milliseconds, and so long that no timer of the host ends it too early.</summary>
    public long WaitOf(TimeSpan delay) => UpToDeadline(delay) is var wait && wait > TimeSpan.Zero
        ? (long)Math.Ceiling((wait + services.TimerEarliness).TotalMilliseconds)
        : 0;
}
