using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Lanes;

/// <summary>The look activity: starts the lanes of a run that are missing, and tells how the run stands.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
public sealed class LookActivity(WalkServices services, IInstances instances)
{
    readonly RunChronicle chronicle = new(services);
    readonly RunResults results = new(services);

    /// <summary>Runs it.</summary>
    public async Task<LookTurn> RunAsync(LookCall call, CancellationToken cancellationToken)
    {
        // Before the record is read: a lane that ended since then has said in the record that it did.
        var atWork = (await instances.ListUnfinishedAsync(RunKeys.LanePrefix(call.RunId), null, RunSubmission.MostConcurrent, cancellationToken))
            .ToHashSet(StringComparer.Ordinal);
        if (await services.Records.FindAsync(call.RunId, cancellationToken) is not { } record)
            return new LookTurn(HasEnded: true);
        if (record.IsEnded)
            return await EndAsync(record, cancellationToken);
        // The run was started again, and is another instance's to watch.
        if (record.Generation != call.Generation)
            return new LookTurn(HasEnded: true, record.ToStatus(), record.ToStatus());
        await Task.WhenAll(Enumerable.Range(0, record.Lanes.Length)
            .Where(lane => !atWork.Contains(RunKeys.Lane(record.RunId, lane)) && record.Needs(lane))
            .Select(lane => StartAsync(record, lane, cancellationToken)));
        return new LookTurn(HasEnded: false, record.ToStatus());
    }

    async Task<LookTurn> EndAsync(RunRecord record, CancellationToken cancellationToken)
    {
        // Whoever ended it may have been interrupted before he could tell.
        await chronicle.TellEndAsync(record, cancellationToken);
        var status = record.ToStatus();
        return new LookTurn(HasEnded: true, status, await results.AddToAsync(status, record, reveal: false, cancellationToken));
    }

    /// <summary>Starts a lane, or starts it again in the place of one whose instance ended. It claims again what the lane before it held.</summary>
    async Task StartAsync(RunRecord record, int lane, CancellationToken cancellationToken)
    {
        var (sequence, item) = record.Lanes[lane];
        var input = new LaneInput(
            WorkflowOrchestration.EngineVersion,
            new LaneCall(record.RunId, record.Generation, lane, item is null ? sequence + 1 : sequence));
        var id = RunKeys.Lane(record.RunId, lane);
        if (!await instances.ScheduleAsync(LaneOrchestration.Name, id, input, cancellationToken))
            await instances.RestartAsync(LaneOrchestration.Name, id, input, cancellationToken);
    }
}
