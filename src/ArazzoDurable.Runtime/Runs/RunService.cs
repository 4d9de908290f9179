using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Submits runs and tells how they stand; the same for every host and interface.</summary>
public sealed class RunService
{
    readonly RunSubmitter submitter;
    readonly RunReader reader;
    readonly RunRecovery recovery;

    /// <summary>Makes the service of a host.</summary>
    /// <param name="services">What walks are made with.</param>
    /// <param name="instances">The host's instances.</param>
    public RunService(WalkServices services, IInstances instances)
    {
        var launcher = new RunLauncher(services, instances);
        submitter = new RunSubmitter(services, launcher);
        reader = new RunReader(services, instances, launcher);
        recovery = new RunRecovery(services, instances, launcher);
    }

    /// <summary>Checks a request for a run, stores it, and starts it. When this returns, the run is durable.</summary>
    public Task<SubmitOutcome> SubmitAsync(RunSubmission submission, CancellationToken cancellationToken) =>
        submitter.SubmitAsync(submission, cancellationToken);

    /// <summary>How a run stands; null when there is none of this id.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="includeResults">Whether to add the results of ended items.</param>
    /// <param name="reveal">Whether secrets in results are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunStatus?> GetAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken) =>
        reader.GetAsync(runId, includeResults, reveal, cancellationToken);

    /// <summary>Waits until a run has ended; null when there is none of this id.</summary>
    public Task<RunStatus?> WaitAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken) =>
        reader.WaitAsync(runId, includeResults, reveal, cancellationToken);

    /// <summary>The result of one item; null when it has none, or there is no such run or item.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="item">The item's index.</param>
    /// <param name="reveal">Whether secrets in it are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunResult?> ResultAsync(string runId, int item, bool reveal, CancellationToken cancellationToken) =>
        reader.ResultAsync(runId, item, reveal, cancellationToken);

    /// <summary>Runs, newest first.</summary>
    /// <param name="filter">Which runs to list.</param>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunPage> ListAsync(RunFilter filter, string? after, int top, CancellationToken cancellationToken) =>
        reader.ListAsync(filter, after, top, cancellationToken);

    /// <summary>Finds the runs that have a record and have not ended, and starts those again whose instance was never scheduled.</summary>
    /// <param name="runId">The only run to look at; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs that have not ended, newest first.</returns>
    public Task<ImmutableArray<RunRecord>> RecoverAsync(string? runId, CancellationToken cancellationToken) =>
        recovery.RecoverAsync(runId, cancellationToken);
}
