using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Runs.Retention;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Submits runs, tells how they stand, and steers them; the same for every host and interface.</summary>
public sealed class RunService
{
    /// <summary>How often a run is read whose record and results do not fit together.</summary>
    const int MostReads = 3;

    readonly RunSubmitter submitter;
    readonly RunReader reader;
    readonly RunRecovery recovery;
    readonly RunController controller;
    readonly RunSweep sweep;
    readonly ItemReader items;
    readonly WalkServices services;

    /// <summary>Makes the service of a host.</summary>
    /// <param name="services">What walks are made with.</param>
    /// <param name="instances">The host's instances.</param>
    public RunService(WalkServices services, IInstances instances)
    {
        this.services = services;
        items = new ItemReader(services);
        var launcher = new RunLauncher(services, instances);
        submitter = new RunSubmitter(services, launcher);
        reader = new RunReader(services, instances, launcher);
        recovery = new RunRecovery(services, instances, launcher);
        controller = new RunController(services, instances, reader, new Rerunner(services, instances, launcher));
        sweep = new RunSweep(services, instances, recovery, controller);
    }

    /// <summary>The flows that runs walk, made ready.</summary>
    public FlowPlans Plans => services.Plans;

    /// <summary>Checks a request for a run, stores it, and starts it. When this returns, the run is durable.</summary>
    public async Task<SubmitOutcome> SubmitAsync(RunSubmission submission, CancellationToken cancellationToken)
    {
        using var span = SubmitSpan.Start(submission);
        var outcome = await submitter.SubmitAsync(span.Continued, cancellationToken);
        span.End(outcome);
        return outcome is SubmitOutcome.Accepted { IsReplay: true } again && await reader.GetAsync(again.Status.RunId, false, false, cancellationToken) is { } present
            ? again with { Status = present }
            : outcome;
    }

    /// <summary>How a run stands; null when there is none of this id.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="includeResults">Whether to add the results of ended items.</param>
    /// <param name="reveal">Whether secrets in results are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunStatus?> GetAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken) =>
        AtOneMomentAsync(() => reader.GetAsync(runId, includeResults, reveal, cancellationToken));

    /// <summary>
    /// Ends the run whose instance this is, if it has one item and the instance was ended from outside; whoever did that calls it. That of
    /// any other is left: a batch is started again when somebody asks for its run, because its lanes go on.
    /// </summary>
    /// <param name="instanceId">The id of the instance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SeeToAsync(string instanceId, CancellationToken cancellationToken) => reader.SeeToAsync(instanceId, cancellationToken);

    /// <summary>Waits until a run has ended; null when there is none of this id.</summary>
    public Task<RunStatus?> WaitAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken) =>
        AtOneMomentAsync(() => reader.WaitAsync(runId, includeResults, reveal, cancellationToken));

    /// <summary>The result of one item; null when it has none, or there is no such run or item.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="item">The item's index.</param>
    /// <param name="reveal">Whether secrets in it are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunResult?> ResultAsync(string runId, int item, bool reveal, CancellationToken cancellationToken) =>
        AtOneMomentAsync(() => reader.ResultAsync(runId, item, reveal, cancellationToken));

    /// <summary>Runs, newest first.</summary>
    /// <param name="filter">Which runs to list.</param>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunPage> ListAsync(RunFilter filter, string? after, int top, CancellationToken cancellationToken) =>
        reader.ListAsync(filter, after, top, cancellationToken);

    /// <summary>
    /// Carries out a command of a run's owner. When this returns, it is durable; after a cancel, a suspend and a delete no call of the run is
    /// sent that was not on its way. A cancel waits for these up to <see cref="WalkServices.CancelPatience"/>.
    /// </summary>
    public Task<CommandOutcome> CommandAsync(string runId, RunCommand command, CancellationToken cancellationToken) =>
        controller.CommandAsync(runId, command, cancellationToken);

    /// <summary>Whether an instance is of a run that was deleted: nothing is told of it, though it may not be gone yet.</summary>
    /// <param name="instanceId">The id of the instance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> IsOfDeletedRunAsync(string instanceId, CancellationToken cancellationToken) =>
        RunKeys.RunOf(instanceId) is { } runId && await services.Records.FindAnyAsync(runId, cancellationToken) is { IsDeleted: true };

    /// <summary>Follows the events of a run; null when there is none of this id.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="last">The sequence number of the last event that is known; 0 for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunFollower?> FollowAsync(string runId, long last, CancellationToken cancellationToken) =>
        await services.Records.FindAsync(runId, cancellationToken) is null ? null : new RunFollower(services, reader, runId, last);

    /// <summary>How the items of a run stand, in their order; null when there is no run of this id.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="filter">Those that stand so; null: all.</param>
    /// <param name="from">The first item to look at.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="reveal">Whether secrets in results are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ItemPage?> ListItemsAsync(string runId, ItemStatus? filter, int from, int top, bool reveal, CancellationToken cancellationToken) =>
        AtOneMomentAsync(() => items.ListAsync(runId, filter, from, top, reveal, cancellationToken));

    /// <summary>How an item of a run stands, with the visits that it made; null when there is no such run or item.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="index">The item, from 0.</param>
    /// <param name="reveal">Whether secrets in the result are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ItemState?> GetItemAsync(string runId, int index, bool reveal, CancellationToken cancellationToken) =>
        AtOneMomentAsync(() => items.GetAsync(runId, index, reveal, cancellationToken));

    /// <summary>Finds the runs that have a record and have not ended, starts those whose instance was never scheduled, and those again whose rerun was interrupted.</summary>
    /// <param name="runId">The only run to look at; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs that have not ended, newest first.</returns>
    public Task<ImmutableArray<RunRecord>> RecoverAsync(string? runId, CancellationToken cancellationToken) =>
        recovery.RecoverAsync(runId, cancellationToken);

    /// <summary>
    /// What a host without a start of its own does from time to time: deletes runs that have ended long enough ago, sets going those whose
    /// submit or command broke off between two writes, or whose instance broke, and removes what purges leave.
    /// </summary>
    /// <param name="young">Up to which age all runs are looked at that may stand still.</param>
    /// <param name="retention">How long a run is kept after its end; null: for ever.</param>
    /// <param name="longest">After how long each of these three takes up nothing more; the next sweep goes on.</param>
    /// <param name="cancellationToken">Gives up; what was done stays done.</param>
    public Task<SweepReport> SweepAsync(TimeSpan young, TimeSpan? retention, TimeSpan longest, CancellationToken cancellationToken) =>
        sweep.SweepAsync(young, retention, longest, cancellationToken);

    /// <summary>Reads a record and what lies beside it; again when the run was deleted or walked again between the two.</summary>
    static async Task<T?> AtOneMomentAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        for (var reads = 1; ; reads++)
        {
            try
            {
                return await read();
            }
            catch (ResultMissingException) when (reads < MostReads)
            {
                // The next reading begins with the record as it is now.
            }
        }
    }
}
