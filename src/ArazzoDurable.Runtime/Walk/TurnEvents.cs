using System.Collections.Immutable;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What one turn has to tell of its steps: gathered as it goes, and written to the run's log at once when its decision is known.</summary>
/// <param name="turn">The turn.</param>
/// <param name="services">What walks are made with.</param>
sealed class TurnEvents(WalkTurn turn, WalkServices services)
{
    // Of a goto to a workflow only the position is left: the visit was over when it was taken.
    readonly Position? before = turn.State.Errand is Errand.Goto ? null : turn.State.Position;
    DateTimeOffset? startedAt = turn.State.EnteredAt;
    Attempt? attempt;

    /// <summary>An attempt begins now.</summary>
    public void Begin() => startedAt = services.Time.GetUtcNow();

    /// <summary>The attempt is over.</summary>
    public void Ended(Position position, StepResult result) => attempt = new Attempt(position, result, startedAt ?? services.Time.GetUtcNow());

    /// <summary>The runner gave way on what the visit at hand had to do.</summary>
    public void Faulted(ItemError error)
    {
        if (before is { } position && turn.State.Errand is null or Errand.Step)
            Ended(position, new StepResult(false, Problem: new StepProblem(error.Code, error.Message.TrimEnd('.'))));
    }

    /// <summary>Writes the events of a turn that goes on, with its decision; none when nothing happened.</summary>
    public async Task WriteAsync(Decision decision, CancellationToken cancellationToken)
    {
        // What ended was told before the end, lest readers take the end of the run for the last of it.
        if (decision is Decision.End)
            return;
        var events = ImmutableArray.CreateBuilder<RunEvent>();
        if (attempt is not null)
            AddAttempt(events, Move(decision, attempt.Position), isEnd: false);
        if (Waiting(decision) is { } waiting)
            events.Add(waiting);
        await services.Log.AppendWithEndAsync(turn.Walker.RunId, events.ToImmutable(), cancellationToken);
    }

    /// <summary>Writes the events of a turn that ends the walk, before it does.</summary>
    public async Task WriteEndAsync(ItemOutcome outcome, CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<RunEvent>();
        // Where a branch succeeds, its workflow goes on.
        var next = new NextMove(turn.Walker.Branch is not null && outcome is ItemOutcome.Success ? MoveKind.Step : MoveKind.End);
        if (attempt is not null)
            AddAttempt(events, next, isEnd: true);
        else
            events.AddRange(Visits(before).Select(visit => Completed(visit, false, next)));
        attempt = null;
        // Whoever ends the run tells of that in this same turn; what came before must stand in the log by then.
        if (turn.Walker.IsWholeRun)
            await services.Log.AppendAsync(turn.Walker.RunId, events.ToImmutable(), cancellationToken);
        else
            await services.Log.AppendWithEndAsync(turn.Walker.RunId, events.ToImmutable(), cancellationToken);
    }

    void AddAttempt(ImmutableArray<RunEvent>.Builder events, NextMove next, bool isEnd)
    {
        var (position, result, started) = attempt!;
        var now = services.Time.GetUtcNow();
        var error = result.Problem is { } problem ? new ItemError(problem.Code, turn.Context.Secrets.Mask(problem.Message)) : null;
        events.Add(new RunEvent.StepAttempted(
            now, Of(position), result.Succeeded, result.StatusCode, error, started, Math.Max(0, (long)(now - started).TotalMilliseconds), next));
        events.AddRange(Visits(position).Where(visit => isEnd || !GoesOn(visit))
            .Select(visit => Completed(visit, result.Succeeded && visit == position, next)));
    }

    NextMove Move(Decision decision, Position from) => decision switch
    {
        Decision.Visit visit => new NextMove(GoesOn(from) ? MoveKind.Retry : MoveKind.Step, visit.StepId, At: Due(visit.DelayMs)),
        Decision.Enter enter => turn.State.Errand switch
        {
            Errand.Detour => new NextMove(MoveKind.Retry, from.StepId, enter.Input.Walker.WorkflowId, Due(enter.DelayMs)),
            Errand.Step => new NextMove(MoveKind.Step, enter.At?.StepId, enter.Input.Walker.WorkflowId, Due(enter.DelayMs)),
            Errand.Goto or Errand.Dependency => new NextMove(MoveKind.Workflow, null, enter.Input.Walker.WorkflowId, Due(enter.DelayMs)),
            _ => throw new InvalidOperationException("A workflow is entered for no reason."),
        },
        Decision.Together => new NextMove(MoveKind.Step),
        _ => throw new InvalidOperationException("A decision that follows no attempt."),
    };

    /// <summary>What is waited for from now on. The rest of a delay that was told before, or was held, is none.</summary>
    RunEvent.StepWaiting? Waiting(Decision decision) => decision switch
    {
        Decision.Visit { DelayMs: > 0 } visit when attempt is not null || visit.StepId != before?.StepId || visit.Number != before.Visit || visit.Attempt != before.Attempt => Until(visit, visit.DelayMs),
        Decision.Enter { DelayMs: > 0, At: { } visit } enter when attempt is not null => Until(visit, enter.DelayMs),
        _ => null,
    };

    RunEvent.StepWaiting Until(Decision.Visit visit, long delayMs) =>
        new(services.Time.GetUtcNow(), StepVisit.Of(turn.Walker, visit.StepId, visit.Number, visit.Attempt), DueIn(delayMs));

    DateTimeOffset? Due(long delayMs) => delayMs > 0 ? DueIn(delayMs) : null;

    /// <summary>When a wait is over, at the earliest.</summary>
    DateTimeOffset DueIn(long delayMs) => services.Time.GetUtcNow().AddMilliseconds(delayMs) - services.TimerEarliness;

    /// <summary>Whether a visit is the present one, or one that the present one is a detour of.</summary>
    bool GoesOn(Position visit) => turn.State.Errand is not Errand.Goto
        && Visits(turn.State.Position).Any(present => present.StepId == visit.StepId && present.Visit == visit.Visit);

    RunEvent.StepCompleted Completed(Position visit, bool success, NextMove next) => new(services.Time.GetUtcNow(), Of(visit), success, next);

    StepVisit Of(Position position) => StepVisit.Of(turn.Walker, position.StepId, position.Visit, position.Attempt);

    static IEnumerable<Position> Visits(Position? position)
    {
        for (; position is not null; position = position.ReturnTo)
            yield return position;
    }

    sealed record Attempt(Position Position, StepResult Result, DateTimeOffset StartedAt);
}
