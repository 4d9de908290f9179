using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>Walks the failed and cancelled items of ended runs again.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
/// <param name="launcher">Starts the instances.</param>
sealed class Rerunner(WalkServices services, IInstances instances, RunLauncher launcher)
{
    /// <summary>How long a command waits for the instance of a run to end whose record says that it has.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly ControlNews news = new(services, instances);
    readonly CommandMarks marks = new(services);

    /// <summary>
    /// Has the failed and cancelled items of an ended run walked again, as a new generation with fresh keys and budgets: from the step
    /// that failed, from the checkpoint that they left. When this returns, the start is durable.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up before the command; never between the change of the record and the start.</param>
    public async Task<CommandOutcome> RerunAsync(string runId, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } found)
            return new CommandOutcome.UnknownRun();
        if (!IsTaken(found))
            return Refused(found);
        // Before the record is changed: a last turn that a crash delivers again must find the run ended.
        if (!await HasEndedAsync(found, cancellationToken))
            return new CommandOutcome.Conflict(found.ToStatus(), "The run has ended, and its last instance is a moment from its end; ask again in a few seconds.");
        var mark = await marks.SetAsync(runId, cancellationToken);
        // Once begun it is done in full, though the client may be gone: a record that is changed and not started stands still.
        var isChanged = false;
        var record = await services.Records.ChangeAsync(
            runId,
            before =>
            {
                isChanged = IsTaken(before);
                return isChanged ? before.Rerun() : before;
            },
            CancellationToken.None);
        // From here on the run is unfinished; should the host die, its recovery, or the sweep that finds the mark, starts the instance.
        if (isChanged && !record.IsEnded)
            await launcher.StartAsync(record, CancellationToken.None);
        await marks.RemoveAsync(mark);
        if (!isChanged)
            return Refused(record);
        return new CommandOutcome.Accepted((await services.Records.GetAsync(runId, CancellationToken.None)).ToStatus());
    }

    static bool IsTaken(RunRecord record) => CommandRules.Judge(RunCommand.Rerun, record) is Verdict.Change;

    static CommandOutcome Refused(RunRecord record) => new CommandOutcome.Conflict(record.ToStatus(), CommandRules.Explain(RunCommand.Rerun, record));

    /// <summary>Waits, but not for long, until the run's instance and its lanes have ended as its record says.</summary>
    async Task<bool> HasEndedAsync(RunRecord record, CancellationToken cancellationToken)
    {
        // Those that only watch the record are told to look.
        await news.RaiseAsync(record, cancellationToken);
        using var patience = new CancellationTokenSource(Patience, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await instances.WaitForCompletionAsync(record.RunId, either.Token);
            // The lanes of the new generation have the same ids.
            var lanes = await instances.ListUnfinishedAsync(RunKeys.LanePrefix(record.RunId), null, RunSubmission.MostConcurrent, either.Token);
            await Task.WhenAll(lanes.Select(lane => instances.WaitForCompletionAsync(lane, either.Token)));
            return true;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
