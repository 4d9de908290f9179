using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Ends walks: hands a child's outcome to its caller, writes the result of an item, and ends the record of a run of one item.</summary>
/// <param name="services">What walks are made with.</param>
sealed class WalkFinisher(WalkServices services)
{
    readonly RunChronicle chronicle = new(services);

    /// <summary>The last decision of a walk.</summary>
    public async Task<Decision> FinishAsync(Walker walker, WorkflowOutcome outcome, CancellationToken cancellationToken) => walker switch
    {
        { IsWholeRun: true } => End(await FinishRunAsync(walker, outcome, cancellationToken)),
        { Depth: 0 } => await FinishItemAsync(walker, outcome, cancellationToken),
        _ => new Decision.End(JsonSerializer.SerializeToElement(outcome, RuntimeJson.Default.WorkflowOutcome)),
    };

    /// <summary>The last decision of a run that has ended, made again.</summary>
    public async Task<Decision> FinishAgainAsync(RunRecord ended, Walker walker, CancellationToken cancellationToken) =>
        End(await ToldAgainAsync(ended, walker, cancellationToken));

    // What is published is the status without its results.
    static Decision.End End(RunStatus status) => new(
        JsonSerializer.SerializeToElement(status, RuntimeJson.Default.RunStatus),
        status with { Results = null, ResultsTruncated = null });

    /// <summary>An item of a run of several gives its lane how it ended, and nothing else; the lane reports it.</summary>
    async Task<Decision> FinishItemAsync(Walker walker, WorkflowOutcome outcome, CancellationToken cancellationToken)
    {
        // The result of a walk of a generation before would take the place of the present one's.
        if ((await services.Records.GetAsync(walker.RunId, cancellationToken)).Generation == walker.Generation)
            await chronicle.KeepAsync(walker.RunId, walker.Item, walker.Generation, await ResultAsync(outcome, cancellationToken), cancellationToken);
        return new Decision.End(JsonSerializer.SerializeToElement(outcome.Outcome, RuntimeJson.Default.ItemOutcome));
    }

    async Task<ItemResult> ResultAsync(WorkflowOutcome outcome, CancellationToken cancellationToken) =>
        new(outcome.Outcome, await services.Values.ReadAsync(outcome.Outputs, cancellationToken), outcome.Error);

    async Task<RunStatus> FinishRunAsync(Walker walker, WorkflowOutcome outcome, CancellationToken cancellationToken)
    {
        // A redelivery of the last turn finds the run ended, and tells again what it ended with.
        var before = await services.Records.GetAsync(walker.RunId, cancellationToken);
        if (before.Generation != walker.Generation)
            return before.ToStatus();
        if (before.IsEnded)
            return await ToldAgainAsync(before, walker, cancellationToken);
        // The result goes first: a record that says "ended" always has its results.
        var result = await chronicle.KeepFirstAsync(
            walker.RunId, walker.Item, walker.Generation, await ResultAsync(outcome, cancellationToken), cancellationToken);
        var record = await services.Records.ChangeAsync(
            walker.RunId, current => current.EndOnlyItem(walker.Generation, result.Status, result.CompletedAt), cancellationToken);
        // The run was started again meanwhile, and this walk is of the generation before.
        if (record.Generation != walker.Generation)
            return record.ToStatus();
        return await ToldAsync(record, result, cancellationToken);
    }

    async Task<RunStatus> ToldAgainAsync(RunRecord ended, Walker walker, CancellationToken cancellationToken)
    {
        var result = await chronicle.FindAsync(walker.RunId, walker.Item, cancellationToken)
            ?? throw new InvalidOperationException($"The result of run {walker.RunId} is not in the store.");
        return await ToldAsync(ended, result, cancellationToken);
    }

    async Task<RunStatus> ToldAsync(RunRecord ended, RunResult result, CancellationToken cancellationToken)
    {
        await chronicle.TellEndAsync(ended, result, cancellationToken);
        return ended.ToStatus().WithResults([Masked(result)]);
    }

    /// <summary>The result as it may be told: secrets masked.</summary>
    static RunResult Masked(RunResult result) => result with
    {
        Result = result.Result with { Value = result.Result.Value is { } value ? Sealer.Mask(value) : null },
    };
}
