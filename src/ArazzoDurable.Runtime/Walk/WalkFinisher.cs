using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Ends walks: hands a child's outcome to its caller, and for a run of one item writes its result and ends its record.</summary>
/// <param name="services">What walks are made with.</param>
sealed class WalkFinisher(WalkServices services)
{
    /// <summary>The last decision of a walk.</summary>
    public async Task<Decision> FinishAsync(Walker walker, WorkflowOutcome outcome, CancellationToken cancellationToken) =>
        walker.IsWholeRun
            ? End(await FinishRunAsync(walker, outcome, cancellationToken))
            : new Decision.End(JsonSerializer.SerializeToElement(outcome, RuntimeJson.Default.WorkflowOutcome));

    /// <summary>The last decision of a run that has ended, made again.</summary>
    public async Task<Decision> FinishAgainAsync(RunRecord ended, Walker walker, CancellationToken cancellationToken) =>
        End(await ToldAgainAsync(ended, walker, cancellationToken));

    // What is published is the status without its results.
    static Decision.End End(RunStatus status) => new(
        JsonSerializer.SerializeToElement(status, RuntimeJson.Default.RunStatus),
        status with { Results = null, ResultsTruncated = null });

    async Task<RunStatus> FinishRunAsync(Walker walker, WorkflowOutcome outcome, CancellationToken cancellationToken)
    {
        // A redelivery of the last turn finds the run ended, and tells again what it ended with.
        var before = await services.Records.GetAsync(walker.RunId, cancellationToken);
        if (before.Generation != walker.Generation)
            return before.ToStatus();
        if (before.IsEnded)
            return await ToldAgainAsync(before, walker, cancellationToken);
        var value = await services.Values.ReadAsync(outcome.Outputs, cancellationToken);
        var result = new RunResult(
            walker.Item, outcome.Outcome, new ItemResult(outcome.Outcome, value, outcome.Error), services.Time.GetUtcNow());
        // The result goes first: a record that says "ended" always has its results.
        await services.Values.WriteAsync(
            RunKeys.Result(walker.RunId, walker.Item), JsonSerializer.SerializeToElement(result, RuntimeJson.Default.RunResult), cancellationToken);
        var record = await services.Records.ChangeAsync(
            walker.RunId, current => current.EndOnlyItem(outcome.Outcome, result.CompletedAt), cancellationToken);
        return record.ToStatus().WithResults([Masked(result)]);
    }

    async Task<RunStatus> ToldAgainAsync(RunRecord ended, Walker walker, CancellationToken cancellationToken) =>
        ended.ToStatus().WithResults([Masked(await StoredAsync(walker, cancellationToken))]);

    async Task<RunResult> StoredAsync(Walker walker, CancellationToken cancellationToken)
    {
        var stored = await services.Values.ReadAsync(RunKeys.Result(walker.RunId, walker.Item), cancellationToken);
        return stored.Deserialize(RuntimeJson.Default.RunResult)
            ?? throw new InvalidOperationException($"The result of run {walker.RunId} in the store is empty.");
    }

    /// <summary>The result as it may be told: secrets masked.</summary>
    static RunResult Masked(RunResult result) => result with
    {
        Result = result.Result with { Value = result.Result.Value is { } value ? Sealer.Mask(value) : null },
    };
}
