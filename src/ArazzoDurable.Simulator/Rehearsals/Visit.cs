using System.Collections.Immutable;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A call that a rehearsal expects, and its answer.</summary>
/// <param name="Workflow">The workflow, by its id among those of all descriptions.</param>
/// <param name="Entry">Which entry into a workflow it belongs to: 0 is the first.</param>
/// <param name="Step">The step.</param>
/// <param name="Turn">What the step is to come to.</param>
/// <param name="Surroundings">The values before it.</param>
/// <param name="Answer">The answer.</param>
sealed record Visit(string Workflow, int Entry, PlayedStep Step, Turn Turn, Surroundings Surroundings, Draft Answer)
{
    /// <summary>What others demand of the answer for their own success.</summary>
    internal ImmutableArray<Condition> Wishes { get; init; } = [];

    /// <summary>The steps that lead to it, the outermost first, its own last, each with the entry that it belongs to.</summary>
    internal ImmutableArray<(int Entry, PlayedWorkflow Workflow, PlayedStep Step)> Way { get; init; } = [];

    /// <summary>Whether this call and a later one may be made at the same time: where their ways part, the steps are free and the later one does not need the earlier one.</summary>
    internal bool MayGoWith(Visit later)
    {
        foreach (var (mine, theirs) in Way.Zip(later.Way))
        {
            if (mine.Entry != theirs.Entry)
                return false;
            if (mine.Step.Index != theirs.Step.Index)
                return !mine.Workflow.Jumps && mine.Step.IsFree && theirs.Step.IsFree && !theirs.Step.Needed.Contains(mine.Step.Step.StepId);
        }
        return false;
    }
}
