using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>The calls that a workflow is expected to make on the way to its end.</summary>
/// <param name="Visits">The calls in their order.</param>
/// <param name="RepeatFrom">Where it starts over after the last one; null: it ends.</param>
sealed record RehearsalPlan(ImmutableArray<Visit> Visits, int? RepeatFrom)
{
    /// <summary>The plan for a workflow with these inputs.</summary>
    internal static RehearsalPlan Make(ImmutableArray<PlayedWorkflow> workflows, string workflowId, JsonObject inputs)
    {
        Ending? best = null;
        foreach (var rules in SearchRules.InOrder)
        {
            best = Ending.Better(best, new WalkSearch(workflows, rules).Explore(workflowId, inputs));
            if (best.Kind is EndingKind.Succeeded)
                break;
        }
        return new RehearsalPlan(best!.Trail.Visits(), best.Kind is EndingKind.Endless ? best.RepeatFrom : null);
    }
}
