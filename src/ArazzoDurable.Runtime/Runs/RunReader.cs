using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Tells how runs stand.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="launcher">Sees to runs whose instance broke.</param>
sealed class RunReader(WalkServices services, IInstances instances, RunLauncher launcher)
{
    /// <summary>How long it is until a run whose instance is about to be started again is looked at again.</summary>
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    /// <summary>How old a run without an instance is until it is taken that whoever submitted it did not come to its start.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    readonly RunResults results = new(services);

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
            record = await launcher.MendAsync(record, instance, cancellationToken);
        else if (IsNotStarted(record, instance))
            record = await StartAsync(record, cancellationToken);
        var status = record.IsEnded || !record.IsOneItem ? record.ToStatus() : Live(record, instance);
        return includeResults ? await results.AddToAsync(status, record, reveal, cancellationToken) : status;
    }

    /// <summary>Ends a run of one item whose instance was ended from outside, so that it does not stand until somebody asks for it.</summary>
    public async Task SeeToAsync(string runId, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is { IsEnded: false, IsOneItem: true } record
            && await instances.GetAsync(runId, cancellationToken) is var instance && RunLauncher.IsBroken(record, instance))
            await launcher.MendAsync(record, instance, cancellationToken);
    }

    /// <summary>Waits until a run has ended; null when there is none of this id.</summary>
    public async Task<RunStatus?> WaitAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken)
    {
        while (await services.Records.FindAsync(runId, cancellationToken) is { IsEnded: false })
        {
            await instances.WaitForCompletionAsync(runId, cancellationToken);
            // An instance that broke is seen to here. One that has ended while the run has not is about to be started again.
            if (await GetAsync(runId, includeResults: false, reveal, cancellationToken) is { CompletedAt: null })
                await Task.Delay(Again, services.Time, cancellationToken);
        }
        return await GetAsync(runId, includeResults, reveal, cancellationToken);
    }

    /// <summary>The result of one item; null when it has none, or there is no such run or item.</summary>
    public async Task<RunResult?> ResultAsync(string runId, int item, bool reveal, CancellationToken cancellationToken) =>
        await services.Records.FindAsync(runId, cancellationToken) is { } record && item >= 0 && item < record.Items.Total
            ? (await results.ReadAsync(record, [item], reveal, cancellationToken)).FirstOrDefault()
            : null;

    /// <summary>Runs, newest first.</summary>
    /// <param name="filter">Which runs to list.</param>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunPage> ListAsync(RunFilter filter, string? after, int top, CancellationToken cancellationToken)
    {
        var records = await services.Records.ListAsync(filter.Begin(after), top, cancellationToken);
        return new RunPage(
            [.. records.Where(filter.Admits).Select(record => record.ToStatus())],
            records.Count == top && !filter.EndsBefore(records[^1]) ? records[^1].RunId : null);
    }

    /// <summary>Whether a run stands still because whoever submitted it, or had it walked again, did not come to its start.</summary>
    bool IsNotStarted(RunRecord record, InstanceState? instance) => !record.IsEnded
        && (instance is null ? services.Time.GetUtcNow() - record.CreatedAt >= StartPatience : RunLauncher.IsSuperseded(record, instance));

    /// <summary>Starts a run that stands still, unless it has ended or gone since it was read; gives its record.</summary>
    async Task<RunRecord> StartAsync(RunRecord record, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(record.RunId, cancellationToken) is not { IsEnded: false } present)
            return record;
        await launcher.StartAsync(present, cancellationToken);
        return await services.Records.GetAsync(record.RunId, cancellationToken);
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
}
