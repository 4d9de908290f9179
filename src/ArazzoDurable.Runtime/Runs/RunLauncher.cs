using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Starts the instances of runs that have a record, and sees to those whose instance broke.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
sealed class RunLauncher(WalkServices services, IInstances instances)
{
    readonly WalkStarter starter = new(services);

    /// <summary>Starts the instance of a run: the walk of its only item, or the batch that sees to its lanes. When this returns, the start is durable.</summary>
    public Task StartAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken) =>
        record.IsOneItem ? StartWalkAsync(plan, record, cancellationToken) : StartBatchAsync(record, cancellationToken);

    /// <summary>Starts the batch of a run of no item or of several; each lane finds by itself what it needs of the flow.</summary>
    public Task StartBatchAsync(RunRecord record, CancellationToken cancellationToken) =>
        instances.ScheduleAsync(BatchOrchestration.Name, record.RunId, BatchOf(record), cancellationToken);

    /// <summary>
    /// Sees to a run whose instance broke, or was ended from outside, before the run could end. A batch is started again, because its lanes go
    /// on; the walk of an only item has failed, and the run with it.
    /// </summary>
    /// <returns>The record as it is then.</returns>
    public async Task<RunRecord> MendAsync(RunRecord record, CancellationToken cancellationToken)
    {
        if (record.IsOneItem)
            return await EndBrokenAsync(record, cancellationToken);
        await instances.RestartAsync(BatchOrchestration.Name, record.RunId, BatchOf(record), cancellationToken);
        return record;
    }

    /// <summary>Ends the record of a run of one item that cannot go on.</summary>
    public async Task<RunRecord> EndBrokenAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var error = new ItemError(ItemErrorCodes.InternalError, "The run broke off in the runner, not in the APIs it calls.");
        await new WalkFinisher(services).FinishAsync(
            WalkStarter.WalkerOf(record, 0), new WorkflowOutcome(ItemOutcome.Failed, OutputSet.Empty, error, null, 0), cancellationToken);
        return await services.Records.GetAsync(record.RunId, cancellationToken);
    }

    async Task StartWalkAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken)
    {
        WorkflowInput input;
        try
        {
            input = await starter.StartRunAsync(plan, record, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A run that cannot even begin must not stay unfinished: it would stand in the way of every recovery.
            services.Observer.Observe(new WalkEvent.Faulted(WalkStarter.WalkerOf(record, 0), exception));
            await EndBrokenAsync(record, cancellationToken);
            return;
        }
        await instances.ScheduleAsync(WorkflowOrchestration.Name, record.RunId, input, cancellationToken);
    }

    static BatchInput BatchOf(RunRecord record) => new(WorkflowOrchestration.EngineVersion, record.RunId, record.Generation);
}
