using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

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

    /// <summary>The last decision of a branch.</summary>
    public Decision End(string stepId, Next.End end)
    {
        var state = turn.State;
        var callee = (turn.Workflow.Step(stepId)?.Work as StepWork.RunWorkflow)?.WorkflowId ?? "";
        var outcome = new BranchOutcome
        {
            Outcome = end.Outcome,
            Error = end.Error,
            Deadline = end.Deadline,
            Outputs = state.Outputs.GetValueOrDefault(stepId),
            Visits = state.Visits.GetValueOrDefault(stepId),
            VisitsUsed = state.VisitsUsed,
            StatusCode = state.StatusCode,
            WorkflowOutputs = state.WorkflowOutputs.GetValueOrDefault(callee),
            WorkflowInputs = state.WorkflowInputs.GetValueOrDefault(callee),
            Dependencies = turn.Dependencies,
            CompletedSteps = turn.Completion.Awaited is { IsEmpty: false } completed ? completed : null,
        };
        return new Decision.End(JsonSerializer.SerializeToElement(outcome, RuntimeJson.Default.BranchOutcome));
    }

    /// <summary>Joins what the branches came to, in the order of their steps.</summary>
    public async Task<Decision> JoinAsync(Decision.Together together, ImmutableArray<BranchReturn> returns, CancellationToken cancellationToken)
    {
        var before = turn.State.VisitsUsed;
        var steps = together.Branches.Select(branch => turn.StepOf(branch.Walker.Branch!)).ToList();
        var ends = new List<Next.End>();
        foreach (var (step, returned) in steps.Zip(returns))
        {
            ends.Add(returned.Fault is { } fault
                ? new Next.End(ItemOutcome.Failed, ItemError.OfFault(fault))
                : await TakeAsync(step, Read(returned), before, cancellationToken));
        }
        var end = ends.MaxBy(Weight)!;
        return end.Outcome is ItemOutcome.Success ? await turn.Course.ProceedAsync(steps[^1], cancellationToken) : await turn.EndAsync(end, cancellationToken);
    }

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
            VisitsUsed = state.VisitsUsed + outcome.VisitsUsed - before,
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
