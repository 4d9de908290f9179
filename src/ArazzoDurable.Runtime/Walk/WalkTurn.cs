using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk.Checkpoints;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>One turn of a walk: takes what a step came to, moves the state on, and makes the next decision.</summary>
sealed class WalkTurn
{
    readonly WalkServices services;

    WalkTurn(WalkServices services, WalkStarter starter, FlowPlan plan, WorkflowPlan workflow, RunRecord record, Walker walker, WalkState state, WalkContext context)
    {
        this.services = services;
        Course = new Course(this, services);
        Callees = new Callees(this, services, starter);
        Branches = new Branches(this);
        Completion = new StepCompletion(this);
        Foothold = new Foothold(this, state);
        Plan = plan;
        Workflow = workflow;
        Record = record;
        Walker = walker;
        State = state;
        Context = context;
        Events = new TurnEvents(this, services);
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

    /// <summary>The way from step to step.</summary>
    public Course Course { get; }

    /// <summary>The workflows that this one enters.</summary>
    public Callees Callees { get; }

    /// <summary>The steps that run at the same time.</summary>
    public Branches Branches { get; }

    /// <summary>What there is to tell of the steps.</summary>
    public TurnEvents Events { get; }

    /// <summary>Which steps have been completed.</summary>
    public StepCompletion Completion { get; }

    /// <summary>Where the walk can be gone on from, should it end without success.</summary>
    public Foothold Foothold { get; }

    /// <summary>The outputs of the workflows run by now that others of the flow depend on; null when there are none.</summary>
    public ImmutableSortedDictionary<string, OutputSet>? Dependencies =>
        State.WorkflowOutputs.RemoveRange(State.WorkflowOutputs.Keys.Where(workflowId => !Plan.AwaitedWorkflows.Contains(workflowId))) is { IsEmpty: false } met
            ? met
            : null;

    /// <summary>Whether the time is up of a step that called this workflow.</summary>
    public bool IsOutOfTime => services.Time.GetUtcNow() >= State.Deadline;

    /// <summary>Seals secrets.</summary>
    public Sealer Sealer => services.Sealer;

    bool IsLenient => Workflow.Description.Dialect is Dialect.Lenient;

    /// <summary>Gathers what a turn needs.</summary>
    public static async Task<WalkTurn> LoadAsync(
        WalkServices services, WalkStarter starter, FlowPlan plan, RunRecord record, Walker walker, WalkState state, CancellationToken cancellationToken)
    {
        var workflow = plan.Workflow(walker.WorkflowId)
            ?? throw new InvalidOperationException($"Flow {plan.FlowId} has no workflow '{walker.WorkflowId}'.");
        var context = await WalkContext.LoadAsync(workflow.Description, state, walker.RunId, services.Sealer, services.Values, cancellationToken);
        return new WalkTurn(services, starter, plan, workflow, record, walker, state, context);
    }

    /// <summary>Begins the workflow: with the next workflow that it depends on, or with its first step.</summary>
    public async Task<Decision> BeginAsync(CancellationToken cancellationToken)
    {
        if (State.WayOn is { } wayOn)
            return await GoOnAsync(wayOn, cancellationToken);
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
            return await Course.MoveToAsync(StepOf(branch), TimeSpan.Zero, cancellationToken);
        }
        return await Course.ProceedAsync(null, cancellationToken);
    }

    /// <summary>Goes on from a checkpoint.</summary>
    async Task<Decision> GoOnAsync(WayOn wayOn, CancellationToken cancellationToken)
    {
        switch (wayOn)
        {
            case WayOn.Step(var stepId, var returnTo):
                State = State with { WayOn = null };
                return await Course.MoveToAsync(StepOf(stepId), TimeSpan.Zero, cancellationToken, returnTo);
            case WayOn.Workflow workflow:
                return await Callees.ReenterAsync(workflow, cancellationToken);
            case WayOn.Return(var outcome):
                return await Callees.ReturnedAsync(outcome, cancellationToken);
            case WayOn.Wave(var branches):
                return await Branches.PartAgainAsync(branches, cancellationToken);
            default:
                throw new InvalidOperationException("A way on of an unknown kind.");
        }
    }

    /// <summary>Takes what the attempt of the visited step came to.</summary>
    public async Task<Decision> StepEndedAsync(StepResult result, CancellationToken cancellationToken)
    {
        Events.Ended(Position, result);
        Foothold.Visited();
        if (result.EndsWalk)
            return await EndOutOfTimeAsync(cancellationToken);
        var position = Position with
        {
            Responses = Position.Responses + (result.StatusCode is null ? 0 : 1),
            Unanswered = result.MayResend ? Position.Unanswered : 0,
            SoundOutputs = result.Succeeded ? null : Position.SoundOutputs ?? Foothold.SoundOutputs(Step),
        };
        State = State with { Position = position, StatusCode = result.StatusCode ?? State.StatusCode };
        if (position.ReturnTo is { } origin)
        {
            // A detour takes no actions: whatever it came to shows in the visit that it was made for.
            State = State with { Position = origin };
            return Course.Again(TimeSpan.Zero);
        }
        var step = Step;
        var next = Navigator.Choose(
            step, position, result, Context, step.Index == Workflow.Steps.Length - 1, IsLenient, Report);
        return await Course.FollowAsync(next, result, cancellationToken);
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
        await Events.WriteEndAsync(end.Outcome, cancellationToken);
        // It goes first: a walk that has ended without success always has its checkpoint.
        var checkpoint = end.Outcome is ItemOutcome.Success ? null : Foothold.ToCheckpoint();
        var key = checkpoint is null ? null : await new CheckpointStore(services.Values).WriteAsync(Walker, checkpoint, cancellationToken);
        if (Walker.Branch is { } branch)
        {
            State = State with { Position = null };
            return Branches.End(branch, end with { Error = error }, key, checkpoint ?? State);
        }
        var writer = new OutputWriter(services.Sealer, services.Values);
        outputs ??= await writer.WriteAsync(Workflow.Outputs, Context, Walker, "", cancellationToken);
        services.Observer.Observe(new WalkEvent.Ended(Walker, end.Outcome));
        State = State with { Position = null };
        return await new WalkFinisher(services).FinishAsync(
            Walker,
            new WorkflowOutcome(
                end.Outcome, outputs, error, State.StatusCode, State.VisitsUsed, Completion.Awaited is { IsEmpty: false } completed ? completed : null, Dependencies, end.Deadline, key),
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

    /// <summary>The step of this workflow with this id.</summary>
    public StepPlan StepOf(string stepId) => Workflow.Step(stepId)
        ?? throw new InvalidOperationException($"Workflow '{Walker.WorkflowId}' has no step '{stepId}'.");
}
