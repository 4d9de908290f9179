using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Tells how runs stand.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="launcher">Ends the records of runs whose instance broke.</param>
sealed class RunReader(WalkServices services, IInstances instances, RunLauncher launcher)
{
    /// <summary>How a run stands; null when there is none of this id.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="includeResults">Whether to add the results of ended items.</param>
    /// <param name="reveal">Whether secrets in results are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunStatus?> GetAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record)
            return null;
        var instance = record.IsEnded ? null : await instances.GetAsync(runId, cancellationToken);
        if (RunLauncher.IsBroken(record, instance))
            record = await launcher.EndBrokenAsync(record, cancellationToken);
        var status = record.IsEnded ? record.ToStatus() : Live(record, instance);
        return includeResults ? status.WithResults(await ResultsAsync(record, reveal, cancellationToken)) : status;
    }

    /// <summary>Waits until a run has ended; null when there is none of this id.</summary>
    public async Task<RunStatus?> WaitAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record)
            return null;
        if (!record.IsEnded)
            await instances.WaitForCompletionAsync(runId, cancellationToken);
        return await GetAsync(runId, includeResults, reveal, cancellationToken);
    }

    /// <summary>Runs, newest first.</summary>
    /// <param name="filter">Which runs to list.</param>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunPage> ListAsync(RunFilter filter, string? after, int top, CancellationToken cancellationToken)
    {
        var records = await services.Records.ListAsync(after, top, cancellationToken);
        return new RunPage(
            [.. records.Where(filter.Admits).Select(record => record.ToStatus())],
            records.Count == top ? records[^1].RunId : null);
    }

    /// <summary>The record's status with the position that the instance publishes.</summary>
    static RunStatus Live(RunRecord record, InstanceState? instance)
    {
        var status = record.ToStatus();
        // What an instance published that has ended is of a generation before.
        return instance is not null && !RunLauncher.IsSuperseded(record, instance) && instance.CustomStatus?.Deserialize(RuntimeJson.Default.RunStatus) is { } live
            ? status with { Step = live.Step, Visit = live.Visit, Attempt = live.Attempt, NextAttemptAt = live.NextAttemptAt }
            : status;
    }

    async Task<ImmutableArray<RunResult>> ResultsAsync(RunRecord record, bool reveal, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<RunResult>();
        for (var item = 0; item < record.Items.Total && record.IsEnded; item++)
        {
            var stored = await services.Values.ReadAsync(RunKeys.Result(record.RunId, item), cancellationToken);
            var result = stored.Deserialize(RuntimeJson.Default.RunResult)!;
            results.Add(result with { Result = result.Result with { Value = Shown(result.Result.Value, record.RunId, reveal) } });
        }
        return results.ToImmutable();
    }

    JsonElement? Shown(JsonElement? value, string runId, bool reveal) => value is not { } known ? null
        : reveal ? services.Sealer.OpenAll(known, runId).Value
        : Sealer.Mask(known);
}
