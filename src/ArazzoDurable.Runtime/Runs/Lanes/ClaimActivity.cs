using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Lanes;

/// <summary>The claim activity: reports how a lane's last item ended, and takes the next item for it. Delivered again, it gives the same item.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
public sealed class ClaimActivity(WalkServices services, IInstances instances)
{
    readonly WalkStarter starter = new(services);
    readonly RunChronicle chronicle = new(services);

    /// <summary>Runs it.</summary>
    public async Task<LaneTurn> RunAsync(LaneCall call, CancellationToken cancellationToken)
    {
        // Told before it is counted, so that the end of the run is told last.
        if (call.Report is { } report)
            await TellAsync(call, report, cancellationToken);
        var now = services.Time.GetUtcNow();
        var isTaken = false;
        var record = await services.Records.ChangeAsync(
            call.RunId,
            before =>
            {
                isTaken = before.ClaimedBy(call.Generation, call.Lane, call.Sequence) is not null;
                return before.Claim(call.Generation, call.Lane, call.Sequence, call.Report?.Outcome, now);
            },
            cancellationToken);
        if (record.IsEnded)
            await EndAsync(record, cancellationToken);
        if (record.ClaimedBy(call.Generation, call.Lane, call.Sequence) is { } item)
        {
            // A host may wait for ever when two parents run one child: the lane before, ended from outside, may have left it at work.
            return isTaken && await IsAtWorkAsync(record, item, cancellationToken)
                ? new LaneTurn.Hold(record.ControlEpoch, call.Sequence)
                : await BeginAsync(record, item, now, cancellationToken);
        }
        if (record.Generation != call.Generation || !record.HasUnclaimed())
            return new LaneTurn.None();
        var next = record.Lanes[call.Lane].Sequence + 1;
        // A claim that was made while the run was held may be delivered again after its owner has spoken: no word will come then.
        return record.Control is RunControl.Suspended ? new LaneTurn.Hold(record.ControlEpoch, next) : new LaneTurn.Again(next);
    }

    async Task TellAsync(LaneCall call, ItemReport report, CancellationToken cancellationToken)
    {
        if (report.Fault is { } fault)
        {
            // Delivered again it may find the item at work anew, or its result written since.
            var record = await services.Records.GetAsync(call.RunId, cancellationToken);
            if (record.ClaimedBy(call.Generation, call.Lane, call.Sequence - 1) != report.Item)
                return;
            await chronicle.KeepAsync(
                call.RunId, report.Item, call.Generation, new ItemResult(ItemOutcome.Failed, Error: ItemError.OfFault(fault)), cancellationToken);
        }
        await chronicle.TellItemAsync(call.RunId, report.Item, call.Generation, cancellationToken);
    }

    async Task<bool> IsAtWorkAsync(RunRecord record, int item, CancellationToken cancellationToken) =>
        await instances.GetAsync(RunKeys.Item(record.RunId, item, record.Generation), cancellationToken)
            is { Status: InstanceStatus.Pending or InstanceStatus.Running or InstanceStatus.Suspended };

    /// <summary>The lane that ends the run has its batch end at once.</summary>
    async Task EndAsync(RunRecord record, CancellationToken cancellationToken)
    {
        await chronicle.TellEndAsync(record, cancellationToken);
        await instances.RaiseEventAsync(record.RunId, WorkflowOrchestration.ControlEvent, record.ControlEpoch, cancellationToken);
    }

    async Task<LaneTurn> BeginAsync(RunRecord record, int item, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await services.Log.AppendWithEndAsync(record.RunId, [new RunEvent.ItemStarted(now, item, record.Generation)], cancellationToken);
        try
        {
            // It was walked to its end by a lane that did not come to report it.
            if (await chronicle.FindKeptAsync(record.RunId, item, cancellationToken) is var (generation, kept) && generation == record.Generation)
                return new LaneTurn.Broken(new ItemReport(item, kept.Status));
            var plan = await services.Plans.GetAsync(record.FlowId, record.Options, cancellationToken)
                ?? throw new InvalidOperationException($"Flow {record.FlowId} is not in the store.");
            var input = await starter.StartItemAsync(plan, record, item, cancellationToken);
            return new LaneTurn.Walk(item, RunKeys.Item(record.RunId, item, record.Generation), input);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An item that cannot even begin must not keep its lane from the others.
            services.Observer.Observe(new WalkEvent.Faulted(WalkStarter.WalkerOf(record, item), exception));
            // Of a store that will be back it is no fault of the item: the lane breaks, and the one in its place claims the same.
            if (exception is StoreFailedException { MayPass: true })
                throw;
            return new LaneTurn.Broken(new ItemReport(item, ItemOutcome.Failed, exception.GetType().FullName));
        }
    }
}
