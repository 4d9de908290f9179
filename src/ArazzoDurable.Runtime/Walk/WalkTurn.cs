using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>One turn of a walk: takes what a step came to, moves the state on, and makes the next decision.</summary>
sealed class WalkTurn
{
    readonly WalkServices services;

    WalkTurn(WalkServices services, WalkStarter starter, FlowPlan plan, WorkflowPlan workflow, RunRecord record, Walker walker, WalkState state, WalkContext context)
    {
        this.services = services;
        Callees = new Callees(this, services, starter);
        Branches = new Branches(this);
        Completion = new StepCompletion(this);
        Plan = plan;
        Workflow = workflow;
        Record = record;
        Walker = walker;
        State = state;
        Context = context;
    }

    /// <summary>The flow.</summary>
    public FlowPlan Plan { get; }

    /// <summary>The workflow that is walked.</summary>
    public WorkflowPlan Workflow { get; }

    /// <summary>The run's record as it was at the beginning of the turn.</summary>
    public RunRecord Record { get; }

    /// <summary>Who walks.</summary>
    public Walker Walker { get; }

    /// <summary>Where the walk stands.</summary>
    public WalkState State { get; set; }

    /// <summary>What expressions read from.</summary>
    public WalkContext Context { get; }

    /// <summary>The step being visited.</summary>
    public StepPlan Step => StepOf(Position.StepId);

    /// <summary>The visit.</summary>
    public Position Position => State.Position ?? throw new InvalidOperationException("No step is being visited.");

    /// <summary>The workflows that this one enters.</summary>
    public Callees Callees { get; }

    /// <summary>The steps that run at the same time.</summary>
    public Branches Branches { get; }

    /// <summary>Which steps have been completed.</summary>
    public StepCompletion Completion { get; }

    /// <summary>Whether the time is up of a step that called this workflow.</summary>
    public bool IsOutOfTime => services.Time.GetUtcNow() >= State.Deadline;

    /// <summary>Seals secrets.</summary>
    public Sealer Sealer => services.Sealer;

    bool IsLenient => Plan.Dialect is Dialect.Lenient;

    /// <summary>Gathers what a turn needs.</summary>
    public static async Task<WalkTurn> LoadAsync(
        WalkServices services, WalkStarter starter, FlowPlan plan, RunRecord record, Walker walker, WalkState state, CancellationToken cancellationToken)
    {
        var workflow = plan.Workflow(walker.WorkflowId)
            ?? throw new InvalidOperationException($"Flow {plan.FlowId} has no workflow '{walker.WorkflowId}'.");
        var context = await WalkContext.LoadAsync(plan.Document, state, walker.RunId, services.Sealer, services.Values, cancellationToken);
        return new WalkTurn(services, starter, plan, workflow, record, walker, state, context);
    }

    /// <summary>Begins the workflow: with the next workflow that it depends on, or with its first step.</summary>
    public async Task<Decision> BeginAsync(CancellationToken cancellationToken)
    {
        // A branch begins where its workflow is long at work.
        foreach (var dependency in Walker.Branch is null ? Workflow.DependsOn : [])
        {
            if (!State.WorkflowOutputs.ContainsKey(dependency))
                return await Callees.EnterDependencyAsync(dependency, cancellationToken);
        }
        if (Walker.Branch is { } branch)
        {
            // The status of a response before it is none of its own.
            State = State with { StatusCode = null };
            return await MoveToAsync(StepOf(branch), TimeSpan.Zero, cancellationToken);
        }
        return await ProceedAsync(null, cancellationToken);
    }

    /// <summary>Takes what the attempt of the visited step came to.</summary>
    public async Task<Decision> StepEndedAsync(StepResult result, CancellationToken cancellationToken)
    {
        if (result.EndsWalk)
            return await EndOutOfTimeAsync(cancellationToken);
        var position = Position with
        {
            Responses = Position.Responses + (result.StatusCode is null ? 0 : 1),
            Unanswered = result.MayResend ? Position.Unanswered : 0,
        };
        State = State with { Position = position, StatusCode = result.StatusCode ?? State.StatusCode };
        if (position.ReturnTo is { } origin)
        {
            // A detour takes no actions: whatever it came to shows in the visit that it was made for.
            State = State with { Position = origin };
            return Again(TimeSpan.Zero);
        }
        var step = Step;
        var next = Navigator.Choose(
            step, position, result, Context, step.Index == Workflow.Steps.Length - 1, IsLenient, Report);
        return await FollowAsync(next, result, cancellationToken);
    }

    /// <summary>Ends the walk because the time is up of a step that called this workflow.</summary>
    public async Task<Decision> EndOutOfTimeAsync(CancellationToken cancellationToken) => await EndAsync(new Next.End(
        ItemOutcome.Failed,
        new ItemError(ItemErrorCodes.StepTimedOut, $"Workflow '{Walker.WorkflowId}' was aborted: the time is up of the step that called it."),
        State.Deadline), cancellationToken);

    /// <summary>Ends the walk.</summary>
    /// <param name="end">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="outputs">The outputs, when another workflow has made them; null: those of this one.</param>
    public async Task<Decision> EndAsync(Next.End end, CancellationToken cancellationToken, OutputSet? outputs = null)
    {
        var error = end.Error is { } known ? known with { Message = Context.Secrets.Mask(known.Message) } : null;
        if (Walker.Branch is { } branch)
        {
            State = State with { Position = null };
            return Branches.End(branch, end with { Error = error });
        }
        var writer = new OutputWriter(services.Sealer, services.Values);
        outputs ??= await writer.WriteAsync(Workflow.Outputs, Context, Walker, "", cancellationToken);
        services.Observer.Observe(new WalkEvent.Ended(Walker, end.Outcome));
        State = State with { Position = null };
        return await new WalkFinisher(services).FinishAsync(
            Walker,
            new WorkflowOutcome(
                end.Outcome, outputs, error, State.StatusCode, State.VisitsUsed, Completion.Awaited is { IsEmpty: false } completed ? completed : null, end.Deadline),
            cancellationToken);
    }

    /// <summary>Keeps the outputs that a step came to, in the place of those of its visit before.</summary>
    public async Task KeepOutputsAsync(StepPlan step, OutputSet outputs, CancellationToken cancellationToken)
    {
        if (step.Outputs.IsEmpty)
            return;
        State = State with { Outputs = State.Outputs.SetItem(step.StepId, outputs) };
        Context.SetStepOutputs(step.StepId, await services.Values.ReadAsync(outputs, cancellationToken));
    }

    /// <summary>Tells that a criterion could not be evaluated, secrets masked.</summary>
    public void Report(string report) =>
        services.Observer.Observe(new WalkEvent.Reported(Walker, Position.StepId, Context.Secrets.Mask(report)));

    async Task<Decision> FollowAsync(Next next, StepResult result, CancellationToken cancellationToken) => next switch
    {
        Next.Proceed when Walker.Branch is not null => await EndAsync(new Next.End(ItemOutcome.Success), cancellationToken),
        Next.Proceed => await ProceedAsync(Step, cancellationToken),
        Next.GoTo(var stepId) when State.Visits.ContainsKey(stepId) => await ReenterAsync(StepOf(stepId), result.RetryAfter, cancellationToken),
        Next.GoTo(var stepId) => await MoveToAsync(StepOf(stepId), TimeSpan.Zero, cancellationToken),
        Next.GoToWorkflow(var action) => await Callees.GoToAsync(action, cancellationToken),
        Next.Retry(var action, var delay) => await RetryAsync(action, delay, cancellationToken),
        Next.Resend(var delay) => Resend(delay),
        Next.End end => await EndAsync(end, cancellationToken),
        _ => throw new InvalidOperationException("A way on of an unknown kind."),
    };

    /// <summary>Goes on with what comes after a step.</summary>
    /// <param name="step">The step, or the last of several that were walked together; null: at the beginning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Decision> ProceedAsync(StepPlan? step, CancellationToken cancellationToken) => After(step) switch
    {
        [] => await EndAsync(new Next.End(ItemOutcome.Success), cancellationToken),
        [var only] => await MoveToAsync(only, TimeSpan.Zero, cancellationToken),
        var several => Branches.Part(several),
    };

    ImmutableArray<StepPlan> After(StepPlan? step)
    {
        if (!Record.Options.Parallel)
            return step is null ? [Workflow.Steps[0]] : step.Index + 1 < Workflow.Steps.Length ? [Workflow.Steps[step.Index + 1]] : [];
        var waves = Plan.WavesOf(Workflow);
        var next = step is null ? 0 : waves.IndexOf(waves.First(wave => wave.Any(other => other.Index == step.Index))) + 1;
        return next < waves.Length ? waves[next] : [];
    }

    Decision Resend(TimeSpan delay)
    {
        State = State with { Position = Position with { Unanswered = Position.Unanswered + 1 } };
        return Again(delay);
    }

    /// <summary>Makes one more attempt of the present visit.</summary>
    public Decision Again(TimeSpan delay)
    {
        State = State with { Position = Position with { Attempt = Position.Attempt + 1 } };
        return Visit(delay);
    }

    async Task<Decision> RetryAsync(ActionPlan action, TimeSpan delay, CancellationToken cancellationToken)
    {
        var origin = Position with
        {
            Retries = Position.Retries.SetItem(action.Name, Position.Retries.GetValueOrDefault(action.Name) + 1),
            Unanswered = 0,
        };
        State = State with { Position = origin };
        if (action.WorkflowId is { } workflowId)
            return await Callees.EnterDetourAsync(workflowId, action, delay, cancellationToken);
        if (action.StepId is not { } stepId || stepId == Step.StepId)
            return Again(delay);
        return await MoveToAsync(StepOf(stepId), delay, cancellationToken, origin);
    }

    /// <summary>Goes back to a step that was visited before: paced, and within the loop's deadline.</summary>
    async Task<Decision> ReenterAsync(StepPlan target, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var pace = new LoopPacer(services).Pace(this, target, retryAfter, PolicyOf(target));
        if (pace is not { } paced)
        {
            return await EndAsync(new Next.End(ItemOutcome.Failed, new ItemError(
                ItemErrorCodes.LoopDeadlineExceeded,
                $"Step '{target.StepId}' has been polled for longer than {PolicyOf(target).Deadline:c}; give it more time with x-polling, deadline.",
                ErrorData.Of(target.StepId, State.StatusCode))), cancellationToken);
        }
        State = State with { Loops = paced.Loops };
        return await MoveToAsync(target, paced.Delay, cancellationToken);
    }

    async Task<Decision> MoveToAsync(StepPlan step, TimeSpan delay, CancellationToken cancellationToken, Position? returnTo = null)
    {
        var visit = State.Visits.GetValueOrDefault(step.StepId) + 1;
        State = State with
        {
            Visits = State.Visits.SetItem(step.StepId, visit),
            VisitsUsed = State.VisitsUsed + 1,
            Position = new Position { StepId = step.StepId, Visit = visit, Attempt = 1, ReturnTo = returnTo },
            Loops = returnTo is null ? [.. State.Loops.Where(loop => loop.Last >= step.Index)] : State.Loops,
        };
        if (State.VisitsUsed > PolicyOf(step).MaxVisits)
        {
            return await EndAsync(new Next.End(ItemOutcome.Failed, new ItemError(
                ItemErrorCodes.VisitBudgetExceeded,
                $"The item has visited {PolicyOf(step).MaxVisits} steps, as many as it may; allow it more with x-polling, maxVisits.",
                ErrorData.Of(step.StepId, State.StatusCode))), cancellationToken);
        }
        // A callee that cannot be entered is left to a turn of its own, so that a loop of refusals is no recursion.
        return delay <= TimeSpan.Zero && Completion.Unmet is null && step.Work is StepWork.RunWorkflow(var callee) && CalleeInputs.Of(this, callee, step.Parameters) is CalleeInputs.Made made
            ? await Callees.EnterStepAsync(callee, made, cancellationToken)
            : Visit(delay);
    }

    /// <summary>The step of this workflow with this id.</summary>
    public StepPlan StepOf(string stepId) => Workflow.Step(stepId)
        ?? throw new InvalidOperationException($"Workflow '{Walker.WorkflowId}' has no step '{stepId}'.");

    Decision.Visit Visit(TimeSpan delay)
    {
        delay = UpToDeadline(delay);
        if (delay > TimeSpan.Zero)
            services.Observer.Observe(new WalkEvent.Waiting(Walker, Position.StepId, delay));
        return new Decision.Visit(Position.StepId, Position.Visit, Position.Attempt, Milliseconds(delay));
    }

    /// <summary>A delay, or what is left to the deadline when that is less: nothing is made of the rest.</summary>
    public TimeSpan UpToDeadline(TimeSpan delay) =>
        State.Deadline - services.Time.GetUtcNow() is { } left && left < delay ? left : delay;

    PollingPolicy PolicyOf(StepPlan step) => services.Polling.With(step.Polling).With(Record.Options.Polling);

    /// <summary>A delay as decisions carry it: whole milliseconds, rounded up.</summary>
    public static long Milliseconds(TimeSpan delay) => (long)Math.Ceiling(Math.Max(0, delay.TotalMilliseconds));
}
