using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk.Checkpoints;

/// <summary>
/// Ends walks of a generation that is over: their run has ended, or has been started again since, and nothing that they still do may
/// count. Only what a crash delivers once more, or what outlived an instance that broke, comes here.
/// </summary>
static class Superseded
{
    static readonly ItemError Error = new(ItemErrorCodes.Cancelled, "The run had ended without this walk.");

    /// <summary>The last decision of such a walk.</summary>
    public static Decision End(RunRecord record, Walker walker) => walker switch
    {
        { IsWholeRun: true } => new Decision.End(JsonSerializer.SerializeToElement(record.ToStatus(), RuntimeJson.Default.RunStatus)),
        { Branch: not null } => new Decision.End(JsonSerializer.SerializeToElement(
            new BranchOutcome { Outcome = ItemOutcome.Cancelled, Error = Error, Visits = 0, VisitsUsed = 0 }, RuntimeJson.Default.BranchOutcome)),
        { Depth: 0 } => new Decision.End(JsonSerializer.SerializeToElement(ItemOutcome.Cancelled, RuntimeJson.Default.ItemOutcome)),
        _ => new Decision.End(JsonSerializer.SerializeToElement(
            new WorkflowOutcome(ItemOutcome.Cancelled, OutputSet.Empty, Error, null, 0), RuntimeJson.Default.WorkflowOutcome)),
    };
}
