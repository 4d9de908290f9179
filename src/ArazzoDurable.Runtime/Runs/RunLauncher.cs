using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Starts the instances of runs that have a record, and ends the record of one whose instance broke.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
sealed class RunLauncher(WalkServices services, IInstances instances)
{
    readonly WalkStarter starter = new(services);

    /// <summary>Starts the instance of a run. When this returns, the start is durable.</summary>
    public async Task StartAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken)
    {
        WorkflowInput input;
        try
        {
            input = await starter.StartRunAsync(plan, record, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A run that cannot even begin must not stay unfinished: it would stand in the way of every recovery.
            services.Observer.Observe(new WalkEvent.Faulted(RootOf(record), exception));
            await EndBrokenAsync(record, cancellationToken);
            return;
        }
        await instances.ScheduleAsync(WorkflowOrchestration.Name, record.RunId, input, cancellationToken);
    }

    /// <summary>Starts the instance of a run that has none, because whoever created the record did not come to it.</summary>
    public async Task StartMissingAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken)
    {
        if (!record.IsEnded && await instances.GetAsync(record.RunId, cancellationToken) is null)
            await StartAsync(plan, record, cancellationToken);
    }

    /// <summary>Ends the record of a run whose instance broke, or was ended from outside, before it could.</summary>
    public async Task<RunRecord> EndBrokenAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var error = new ItemError(ItemErrorCodes.InternalError, "The run broke off in the runner, not in the APIs it calls.");
        await new WalkFinisher(services).FinishAsync(
            RootOf(record), new WorkflowOutcome(ItemOutcome.Failed, OutputSet.Empty, error, null, 0), cancellationToken);
        return await services.Records.GetAsync(record.RunId, cancellationToken);
    }

    static Walker RootOf(RunRecord record) => new(record.RunId, 0, 0, record.FlowId, record.WorkflowId, "", 0, IsWholeRun: true);
}
