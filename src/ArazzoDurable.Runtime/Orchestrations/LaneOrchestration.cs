using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>
/// Walks items of a run one after the other: claims an item, runs it as a child, and continues as new with the next claim, which reports how
/// the item ended. Knows nothing of content.
/// </summary>
public static class LaneOrchestration
{
    /// <summary>The name under which hosts register it.</summary>
    public const string Name = "Lane";

    /// <summary>The name under which hosts register the activity that claims items.</summary>
    public const string ClaimActivityName = "Claim";

    // What a generation gives; no one reads it, but hosts store it.
    const bool Done = true;

    /// <summary>Runs it.</summary>
    public static async Task<bool> RunAsync(IOrchestrationContext context, LaneInput input)
    {
        var turn = await context.CallActivityAsync<LaneCall, LaneTurn>(ClaimActivityName, input.Claim);
        switch (turn)
        {
            case LaneTurn.Walk walk:
                Next(context, input, await WalkAsync(context, walk));
                break;
            case LaneTurn.Broken broken:
                Next(context, input, broken.Report);
                break;
            case LaneTurn.Hold hold:
                // The owner's word is a hint that may be lost on its way; the flag that the claim reads is the truth.
                await new OwnersWord(context).WaitAsync(WorkflowOrchestration.HeldRecheckMs, hold.ControlEpoch);
                Next(context, input, null, hold.Sequence > 0 ? hold.Sequence : null);
                break;
            case LaneTurn.Again again:
                Next(context, input, null, again.Sequence);
                break;
            case LaneTurn.None:
                break;
        }
        return Done;
    }

    static void Next(IOrchestrationContext context, LaneInput input, ItemReport? report, int? sequence = null) => context.ContinueAsNew(
        new LaneInput(WorkflowOrchestration.EngineVersion, input.Claim with { Sequence = sequence ?? input.Claim.Sequence + 1, Report = report }));

    /// <summary>Runs the item, and tells how it ended, however it ended.</summary>
    static async Task<ItemReport> WalkAsync(IOrchestrationContext context, LaneTurn.Walk walk)
    {
        try
        {
            return new ItemReport(
                walk.Item, await context.CallSubOrchestratorAsync<WorkflowInput, ItemOutcome>(WorkflowOrchestration.Name, walk.Input, walk.InstanceId));
        }
        catch (TaskFaultedException fault)
        {
            return new ItemReport(walk.Item, ItemOutcome.Failed, WorkflowOrchestration.CauseOf(fault));
        }
    }
}
