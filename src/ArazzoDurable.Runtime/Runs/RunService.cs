using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Submits runs and tells how they stand; the same for every host and interface.</summary>
public sealed class RunService
{
    readonly RunSubmitter submitter;
    readonly RunReader reader;
    readonly RunRecovery recovery;
    readonly Rerunner rerunner;

    /// <summary>Makes the service of a host.</summary>
    /// <param name="services">What walks are made with.</param>
    /// <param name="instances">The host's instances.</param>
    public RunService(WalkServices services, IInstances instances)
    {
        var launcher = new RunLauncher(services, instances);
        submitter = new RunSubmitter(services, launcher);
        reader = new RunReader(services, instances, launcher);
        recovery = new RunRecovery(services, instances, launcher);
        rerunner = new Rerunner(services, instances, launcher);
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

    /// <summary>Runs, newest first.</summary>
    /// <param name="filter">Which runs to list.</param>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunPage> ListAsync(RunFilter filter, string? after, int top, CancellationToken cancellationToken) =>
        reader.ListAsync(filter, after, top, cancellationToken);

    /// <summary>Walks the failed and cancelled items of an ended run again, from the steps that failed. When this returns, the start is durable.</summary>
    public Task<CommandOutcome> RerunAsync(string runId, CancellationToken cancellationToken) => rerunner.RerunAsync(runId, cancellationToken);

    /// <summary>Finds the runs that have a record and have not ended, starts those whose instance was never scheduled, and those again whose rerun was interrupted.</summary>
    /// <param name="runId">The only run to look at; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs that have not ended, newest first.</returns>
    public Task<ImmutableArray<RunRecord>> RecoverAsync(string? runId, CancellationToken cancellationToken) =>
        recovery.RecoverAsync(runId, cancellationToken);
}
