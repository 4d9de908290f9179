using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk.Checkpoints;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Parts a walk into branches of one step each, and joins what they came to.</summary>
/// <param name="turn">The turn of the workflow.</param>
sealed class Branches(WalkTurn turn)
{
    /// <summary>Walks steps at the same time.</summary>
    public Decision Part(ImmutableArray<StepPlan> steps)
    {
        turn.State = turn.State with { Position = null, Loops = [] };
        return new Decision.Together([.. steps.Select(Branch)]);
    }

    /// <summary>Walks those steps again at the same time that did not succeed.</summary>
    public async Task<Decision> PartAgainAsync(ImmutableArray<WayOn.WaveStep> branches, CancellationToken cancellationToken)
    {
        var again = new Decision.Together([.. branches.Where(branch => branch.Kept is null).Select(branch => Branch(turn.StepOf(branch.StepId)))]);
        return again.Branches.IsEmpty ? await JoinAsync(again, [], cancellationToken) : again;
    }

    /// <summary>The last decision of a branch.</summary>
    /// <param name="stepId">Its step.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="key">The key of the checkpoint that it left; null when it succeeded.</param>
    /// <param name="left">The state that another walk of it begins with, or the next step of the workflow.</param>
    public Decision End(string stepId, Next.End end, string? key, WalkState left)
    {
        var state = turn.State;
        var callee = (turn.Workflow.Step(stepId)?.Work as StepWork.RunWorkflow)?.WorkflowId ?? "";
        var outcome = new BranchOutcome
        {
            Outcome = end.Outcome,
            Error = end.Error,
            Deadline = end.Deadline,
            Outputs = state.Outputs.GetValueOrDefault(stepId),
            Visits = left.Visits.GetValueOrDefault(stepId),
            VisitsUsed = state.VisitsUsed,
            StatusCode = state.StatusCode,
            WorkflowOutputs = state.WorkflowOutputs.GetValueOrDefault(callee),
            WorkflowInputs = state.WorkflowInputs.GetValueOrDefault(callee),
            Dependencies = turn.Dependencies,
            Checkpoint = key,
            CompletedSteps = turn.Completion.Awaited is { IsEmpty: false } completed ? completed : null,
        };
        return new Decision.End(JsonSerializer.SerializeToElement(outcome, RuntimeJson.Default.BranchOutcome));
    }

    /// <summary>Joins what the branches came to, in the order of their steps.</summary>
    public async Task<Decision> JoinAsync(Decision.Together together, ImmutableArray<BranchReturn> returns, CancellationToken cancellationToken)
    {
        Keep(together, returns);
        var before = turn.State.VisitsUsed;
        var branches = PartsOf(together);
        var ends = new List<Next.End>();
        foreach (var branch in branches)
        {
            var (step, returned) = (turn.StepOf(branch.StepId), ReturnOf(branch, together, returns));
            ends.Add(returned is { Fault: { } fault }
                ? new Next.End(ItemOutcome.Failed, ItemError.OfFault(fault))
                : await TakeAsync(step, branch.Kept ?? Read(returned!), before, cancellationToken));
        }
        turn.State = turn.State with { WayOn = null };
        var end = ends.MaxBy(Weight)!;
        return end.Outcome is ItemOutcome.Success
            ? await turn.Course.ProceedAsync(turn.StepOf(branches[^1].StepId), cancellationToken)
            : await turn.EndAsync(end, cancellationToken);
    }

    /// <summary>Keeps what the branches came to that succeeded, and where the others go on, should the walk end here.</summary>
    public void Keep(Decision.Together together, ImmutableArray<BranchReturn> returns)
    {
        var (parted, branches) = (turn.State, ImmutableArray.CreateBuilder<WayOn.WaveStep>());
        foreach (var branch in PartsOf(together))
        {
            var outcome = ReturnOf(branch, together, returns) is { Fault: null } returned ? Read(returned) : null;
            // The visits of a walk that is over count no more; those of the step are numbered on.
            branches.Add(outcome switch
            {
                null => branch,
                { Outcome: ItemOutcome.Success } => branch with { Kept = outcome with { VisitsUsed = 0 } },
                _ => branch with { Checkpoint = outcome.Checkpoint },
            });
            if (outcome is { Outcome: not ItemOutcome.Success, Visits: > 0 })
                parted = parted with { Visits = parted.Visits.SetItem(branch.StepId, outcome.Visits) };
        }
        turn.Foothold.Among(parted, branches.ToImmutable());
    }

    /// <summary>All steps of the wave: those at work, and those that an earlier walk has brought to their end.</summary>
    ImmutableArray<WayOn.WaveStep> PartsOf(Decision.Together together) => turn.State.WayOn is WayOn.Wave(var branches)
        ? branches
        : [.. together.Branches.Select(branch => new WayOn.WaveStep(branch.Walker.Branch!))];

    /// <summary>What a branch came to in this walk; null when it was not walked again.</summary>
    static BranchReturn? ReturnOf(WayOn.WaveStep branch, Decision.Together together, ImmutableArray<BranchReturn> returns) => branch.Kept is null
        ? returns[together.Branches.IndexOf(together.Branches.First(other => other.Walker.Branch == branch.StepId))]
        : null;

    /// <summary>Which end counts most: of several that weigh the same, that of the first step.</summary>
    static int Weight(Next.End end) => end switch
    {
        { Outcome: ItemOutcome.Cancelled } => 3,
        { Deadline: not null } => 2,
        { Outcome: ItemOutcome.Failed } => 1,
        _ => 0,
    };

    async Task<Next.End> TakeAsync(StepPlan step, BranchOutcome outcome, int before, CancellationToken cancellationToken)
    {
        var state = turn.State;
        turn.State = state with
        {
            Visits = state.Visits.SetItem(step.StepId, outcome.Visits),
            VisitsUsed = state.VisitsUsed + Math.Max(0, outcome.VisitsUsed - before),
            StatusCode = outcome.StatusCode ?? state.StatusCode,
            CompletedSteps = [.. state.CompletedSteps.Union(outcome.CompletedSteps ?? [], StringComparer.Ordinal)],
        };
        if (outcome.Outputs is { } outputs)
            await turn.KeepOutputsAsync(step, outputs, cancellationToken);
        if (step.Work is StepWork.RunWorkflow(var callee))
            await turn.Callees.KeepAsync(callee, outcome.WorkflowInputs, outcome.WorkflowOutputs, cancellationToken);
        await turn.Callees.KeepDependenciesAsync(outcome.Dependencies, cancellationToken);
        return new Next.End(outcome.Outcome, outcome.Error, outcome.Deadline);
    }

    static BranchOutcome Read(BranchReturn returned) => returned.Outcome?.Deserialize(RuntimeJson.Default.BranchOutcome)
        ?? throw new InvalidOperationException("A branch returned nothing.");

    Decision.Branch Branch(StepPlan step)
    {
        // The path is that of the workflow: what the branch does is what the workflow would do by itself, under the same keys.
        var walker = turn.Walker with { Branch = step.StepId, IsWholeRun = false };
        var visit = turn.State.Visits.GetValueOrDefault(step.StepId) + 1;
        var id = RunKeys.Child(walker.RunId, "branch", Number(walker.Item), Number(walker.Generation), walker.Path, step.StepId, Number(visit));
        return new Decision.Branch(id, walker, new Decision.Visit(step.StepId, visit, 1, 0));
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
