using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Walk.Checkpoints;

/// <summary>
/// Knows where the walk of a turn can be gone on from, should it end without success: after the last completed step. Unless a turn says
/// otherwise, that is the visit at hand, made anew.
/// </summary>
/// <param name="turn">The turn of the walk.</param>
/// <param name="loaded">The state at the beginning of the turn.</param>
sealed class Foothold(WalkTurn turn, WalkState loaded)
{
    WalkState? known;
    bool wasVisited;

    /// <summary>The visited step has ended, well or not: to go on there takes another visit.</summary>
    public void Visited()
    {
        wasVisited = true;
        // It was entered after all, in this very turn.
        if (known is { WayOn: WayOn.Step })
            known = null;
    }

    /// <summary>A step is about to be entered that may not be.</summary>
    /// <param name="before">The state before it is entered.</param>
    /// <param name="step">The step.</param>
    /// <param name="returnTo">The visit that it is a detour of; null when it is none.</param>
    public void Before(WalkState before, StepPlan step, Position? returnTo) =>
        known = before with { Position = null, WayOn = new WayOn.Step(step.StepId, returnTo) };

    /// <summary>The workflow that was entered has ended without success.</summary>
    /// <param name="entered">The state in which it was entered.</param>
    /// <param name="checkpoint">The key of the checkpoint that it left; null when it left none.</param>
    public void Within(WalkState entered, string? checkpoint) => known = entered with
    {
        WayOn = new WayOn.Workflow(entered.Errand!.Value, entered.EnteredWorkflowId!, checkpoint),
    };

    /// <summary>Not all steps succeeded that were walked at the same time.</summary>
    /// <param name="parted">The state in which they were begun.</param>
    /// <param name="branches">What they came to.</param>
    public void Among(WalkState parted, ImmutableArray<WayOn.WaveStep> branches) => known = parted with { WayOn = new WayOn.Wave(branches) };

    /// <summary>The runner gave way at this call.</summary>
    public void AtFault(StepCall call, WorkflowOutcome? returned)
    {
        if (returned is { Outcome: Runs.ItemOutcome.Success })
            known = turn.State with { WayOn = new WayOn.Return(returned) };
        else if (returned is not null)
            Within(turn.State, returned.Checkpoint);
        else if (call is { Branches: { } branches, Decision: Decision.Together together })
            turn.Branches.Keep(together, branches);
    }

    /// <summary>The outputs of the visited step as they were before attempts of this visit failed, for its state to keep; null when it has no outputs.</summary>
    public OutputSet? SoundOutputs(StepPlan step) => step.Outputs.IsEmpty ? null : loaded.Outputs.GetValueOrDefault(step.StepId) ?? OutputSet.Empty;

    /// <summary>The checkpoint: the state to go on in, with fresh budgets.</summary>
    public WalkState ToCheckpoint()
    {
        var state = known ?? Derived(turn.State);
        state = Sound(state, state.Position);
        if (state.WayOn is WayOn.Step { ReturnTo: { } origin })
            state = Sound(state, origin);
        // What was taken in part is taken once more, and needs to know what for.
        var isReturning = state.WayOn is WayOn.Return;
        return state with
        {
            VisitsUsed = 0,
            Loops = [],
            Deadline = null,
            Position = Fresh(state.Position),
            Errand = isReturning ? state.Errand : null,
            EnteredWorkflowId = isReturning ? state.EnteredWorkflowId : null,
            WayOn = state.WayOn is WayOn.Step visit ? visit with { ReturnTo = Fresh(visit.ReturnTo) } : state.WayOn,
        };
    }

    WalkState Derived(WalkState state) => state switch
    {
        // It was to go on from a checkpoint, and has not come to it.
        { WayOn: not null } => state,
        { Errand: { } errand, EnteredWorkflowId: { } entered } => state with { WayOn = new WayOn.Workflow(errand, entered, null) },
        { Position: { } position } => Sound(state, position) with
        {
            Position = null,
            Visits = wasVisited || position.Attempt > 1 ? state.Visits : Without(state.Visits, position.StepId),
            WayOn = new WayOn.Step(position.StepId, position.ReturnTo),
        },
        _ => state,
    };

    /// <summary>The state without what failed attempts of the visit gave.</summary>
    static WalkState Sound(WalkState state, Position? position) => position is { SoundOutputs: { } outputs }
        ? state with
        {
            Outputs = outputs.Values.IsEmpty ? state.Outputs.Remove(position.StepId) : state.Outputs.SetItem(position.StepId, outputs),
        }
        : state;

    static Position? Fresh(Position? position) =>
        position is null ? null : position with { Retries = Stored.Dictionary<int>(), Unanswered = 0, SoundOutputs = null, ReturnTo = Fresh(position.ReturnTo) };

    /// <summary>The counts without a visit that was not made.</summary>
    static ImmutableSortedDictionary<string, int> Without(ImmutableSortedDictionary<string, int> visits, string stepId) =>
        visits.GetValueOrDefault(stepId) is > 1 and var count ? visits.SetItem(stepId, count - 1) : visits.Remove(stepId);
}
